// From a task that somebody waits for down to those who run what was stolen from it, from that, and so on.
#pragma once

#include "scheduler/worker_table.hpp"

namespace xfork::detail {

/// A running task found below an ancestor, with the tasks in between. Each was seen in the slots of the
/// thread that runs the one above it, from that one's base upwards.
class lineage {
public:
  lineage(const task_state &state, task_state::snapshot seen, const lineage *parent) noexcept
      : m_state(state), m_seen(seen), m_parent(parent) {}

  const task_state &task() const noexcept { return m_state; }
  task_state::snapshot seen() const noexcept { return m_seen; }

  /// Whether each task is, one after the other, still run as it was seen; the youngest is asked first. Where
  /// the youngest cannot have ended since it was asked, a true answer means that it descends from the
  /// ancestor: it sat in its slot while its parent was asked, so the thread of the parent had not gone back
  /// below that slot, and so on up. From the youngest on, because having seen a slot's thief begin (acquire)
  /// makes all that its owner finished before it filled the slot visible to the question after it.
  bool stands() const noexcept {
    for (const lineage *task = this; task; task = task->m_parent)
      if (!task->m_state.load().runs_as(task->m_seen))
        return false;
    return true;
  }

private:
  const task_state &m_state;
  task_state::snapshot m_seen;
  const lineage *m_parent;
};

/// Shows `visit` the thread that runs `task`, with its lineage, then those that run what was stolen from it,
/// oldest first, until it returns true; whether it did. What is shown may already be history. O(stolen tasks
/// not yet joined).
template <class Visit>
bool visit_descendants(const task_state &task, Visit visit, const lineage *parent = nullptr,
                       unsigned depth = 0) noexcept {
  const auto seen = task.load();
  if (!seen.running())
    return false;
  const lineage here(task, seen, parent);
  const worker &thief = worker_at(seen.thief());
  if (visit(here))
    return true;
  if (depth == tuning::max_lineage)
    return false;
  for (unsigned i = seen.base(), stolen = thief.offer().tail(); i < stolen; ++i)
    if (visit_descendants(thief.slot_at(i).state, visit, &here, depth + 1))
      return true;
  return false;
}

/// The oldest fork that whoever runs the task has on offer, claimed; null if it is not known to descend from the ancestor.
inline task_slot *take_fork_below(const lineage &line) noexcept {
  worker &thief = worker_at(line.seen().thief());
  // The offer first, the lineage again after it. Still running then: so the task was unfinished when the
  // offer was read. If take() succeeds, the generation has not moved since, so it is unfinished still, and
  // everything from its base upwards was forked by it or by its descendants.
  const offer_word offer = thief.offer();
  return !offer.empty() && offer.tail() >= line.seen().base() && line.stands() ? thief.take(offer) : nullptr;
}

} // namespace xfork::detail

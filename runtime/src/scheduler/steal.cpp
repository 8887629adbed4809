#include "scheduler/steal.hpp"

#include "base/cycle_count.hpp"
#include "base/futex.hpp"
#include "base/task_boundary.hpp"
#include "scheduler/lineage.hpp"
#include "scheduler/pool.hpp"
#include "scheduler/substitutes.hpp"
#include "xfork/base/stored_error.hpp"

#include <algorithm>

namespace xfork::detail {

namespace {

/// Nothing of the victim's is left for the next one.
void ask(worker &victim, bool may_recall) noexcept {
  if (may_recall)
    victim.poison_limit();
  else
    victim.poison_forks();
}

claimed_task claim_from(worker &victim, bool may_recall) noexcept {
  const offer_word offer = victim.offer();
  if (!offer.empty())
    if (task_slot *slot = victim.take(offer))
      return {.slot = slot};
  if (heap_task *task = victim.queue.take()) {
    if (victim.queue.approximate_size() == 0)
      ask(victim, may_recall);
    return {.heap = task};
  }
  if (const entry_batch entries = victim.rows.claim(active_workers())) {
    if (victim.rows.approximate_size() == 0)
      ask(victim, may_recall);
    return {.entries = entries};
  }
  ask(victim, may_recall);
  return {};
}

/// Begins, runs and finishes a task. What has been announced by finish() must not be touched again.
template <class Run> void run_as_thief(worker &thief, task_state &state, Run run) noexcept {
  ++thief.nesting;
  state.begin(thief.index, thief.height(), static_cast<unsigned>(thief.nesting.value()));
  const task_status outcome = run_within_boundary(run);
  drop_stale_errors(); // what it has thrown is the affair of whoever joins it now
  --thief.nesting;
  const void *sleepers = state.futex_address();
  if (state.finish(outcome))
    futex_wake_all(sleepers);
  // After finish(), before anything new is forked here: see take_fork_below.
  thief.next_generation();
  if (thief.nesting.value() == 0)
    take_place_back(thief);
}

claimed_task claim_below(const lineage &line) noexcept {
  worker &thief = worker_at(line.seen().thief());
  if (task_slot *slot = take_fork_below(line))
    return {.slot = slot};
  if (heap_task *task = thief.queue.take_descendant(line.seen().depth(), [&] { return line.stands(); }))
    return {.heap = task};
  if (const entry_batch entries =
          thief.rows.claim_descendant(line.seen().depth(), active_workers(), [&] { return line.stands(); }))
    return {.entries = entries};
  thief.poison_limit();
  return {};
}

} // namespace

claimed_task claim_any(worker &thief) noexcept {
  const unsigned count = worker_count();
  const bool may_recall = thief.thefts.over();
  unsigned at = thief.random() % count;
  for (unsigned i = 0; i < count; ++i, at = at + 1 == count ? 0 : at + 1)
    if (worker &victim = worker_at(at); &victim != &thief || victim.queue.approximate_size() != 0)
      if (const claimed_task task = claim_from(victim, may_recall))
        return task;
  return {};
}

bool anything_to_claim() noexcept {
  const unsigned count = worker_count();
  for (unsigned i = 0; i < count; ++i)
    if (worker &victim = worker_at(i); !victim.offer().empty() || victim.queue.size() != 0 || victim.rows.size() != 0)
      return true;
  return false;
}

claimed_task claim_descendant(const task_state &ancestor) noexcept {
  claimed_task task;
  visit_descendants(ancestor, [&](const lineage &line) {
    task = claim_below(line);
    return static_cast<bool>(task);
  });
  return task;
}

/// In the serial program those behind one that throws would not have been called.
task_status run_batch(entry_batch batch) noexcept {
  const std::uint64_t start = cycle_count();
  task_status outcome = task_status::done;
  for (entry_slot *entry = batch.first; entry != batch.first + batch.length && outcome == task_status::done; ++entry) {
    entry->stage = entry->kind->run(*entry);
    if (entry->stage == entry_stage::threw)
      outcome = task_status::threw;
  }
  const std::uint64_t elapsed = std::min<std::uint64_t>(cycle_count() - start, entry_slot::not_measured - 1);
  batch.first->elapsed = batch.first->kind->io_bound ? entry_slot::not_measured : static_cast<std::uint32_t>(elapsed);
  return outcome;
}

void run_claimed(worker &thief, claimed_task task) noexcept {
  if (task.slot) {
    run_as_thief(thief, task.slot->state, [&] { return task.slot->run(*task.slot); });
    return;
  }
  if (task.entries) {
    run_as_thief(thief, task.entries.first->batch, [&] { return run_batch(task.entries); });
    return;
  }
  heap_task &heap = *task.heap;
  if (heap.ends_elsewhere) {
    run_within_boundary([&] { return heap.kind->run(heap); });
    drop_stale_errors();
    return;
  }
  run_as_thief(thief, heap.state, [&] {
    const task_status outcome = heap.kind->run(heap);
    if (!heap.joined_by_maker)
      heap.after.notify_all();
    return outcome;
  });
}

void run_stolen(worker &thief, claimed_task task) noexcept {
  const std::uint64_t begin = cycle_count();
  run_claimed(thief, task);
  thief.thefts.judge(begin, cycle_count());
}

} // namespace xfork::detail

#include "xfork/result/task_scope.hpp"

#include "scheduler/tuning.hpp"
#include "xfork/result/end_with_error.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <utility>

namespace xfork {

using detail::entry_slot;
using detail::entry_stage;
using detail::stored_error;
using detail::task_status;

namespace {

/// Said while it lives.
class now {
public:
  explicit now(bool &flag) noexcept : m_flag(flag) { m_flag = true; }
  now(const now &) = delete;
  ~now() { m_flag = false; }

private:
  bool &m_flag;
};

} // namespace

task_scope::task_scope() noexcept : m_uncaught(static_cast<unsigned>(detail::uncaught_errors())) {
  detail::scope_opened();
}

task_scope::~task_scope() noexcept(false) {
  bool delivered = true;
  try {
    join();
  } catch (...) {
    delivered = false;
  }
  detail::scope_closed();
  if (m_error)
    detail::end_with_error(m_error, detail::fork_point(m_error_origin.place(), m_uncaught), delivered);
}

bool task_scope::begin_entries() noexcept {
  if (detail::entries_are_small(m_row)) {
    m_direct = detail::tuning::measured_call - 1;
    m_measured_since = detail::ticks_now();
    return false;
  }
  return detail::entries_wanted(m_row);
}

void task_scope::end_measurement() noexcept {
  m_row.cost.note_since(std::exchange(m_measured_since, 0), detail::ticks_now());
}

void task_scope::share() {
  const unsigned may_wait = detail::share_entries(m_row);
  m_small = may_wait == 0;
  while (m_row.waiting() > may_wait)
    run_some();
  note_pending();
}

void task_scope::note_pending() noexcept { m_full = m_row.pending() >= detail::tuning::max_pending_entries; }

void task_scope::offer_newest() {
  detail::offer_io_entry(m_row);
  note_pending();
}

void task_scope::make_room() {
  while (m_full && !m_committing) {
    wait_for_oldest();
    commit_finished();
  }
}

void task_scope::run_some() {
  if (detail::run_entries(m_row) == task_status::threw)
    join(); // throws: nothing can be committed after that one
}

void task_scope::fail_last(stored_error *error) {
  try {
    join();
  } catch (...) {
    detail::release_error(error);
    throw;
  }
  fail(error, detail::current_stack->next_entry());
}

void task_scope::wait_for_oldest() noexcept {
  while (!m_row.oldest_finished()) {
    entry_slot &oldest = m_row.oldest();
    if (detail::take_back_io_entry(oldest))
      detail::run_io_entry(oldest);
    else if (detail::run_entries(m_row) == task_status::pending)
      detail::wait_for_task(oldest.batch);
  }
}

void task_scope::commit_oldest() {
  entry_slot &entry = m_row.pop();
  const detail::fork_point origin = entry.origin;
  stored_error *error = nullptr;
  if (entry.stage == entry_stage::threw) {
    error = entry.kind->drop(entry);
  } else {
    try {
      const now committing(m_committing);
      entry.kind->commit(entry);
    } catch (any_exception &) {
      error = detail::capture_error();
    }
  }
  if (error)
    fail(error, origin);
}

void task_scope::commit_finished() {
  while (!m_committing && m_row.oldest_finished())
    commit_oldest();
  note_pending();
}

void task_scope::join() {
  while (!m_committing && !m_row.empty()) {
    wait_for_oldest();
    commit_finished();
  }
}

/// After the first error: what has not started never will, and the rest is finished for nothing.
void task_scope::drop_all() noexcept {
  detail::abandon_entries(m_row);
  while (!m_row.empty()) {
    if (!m_row.oldest_finished()) {
      entry_slot &oldest = m_row.oldest();
      if (detail::take_back_io_entry(oldest))
        detail::abandon_io_entry(oldest);
      else
        detail::wait_for_task(oldest.batch);
    }
    entry_slot &entry = m_row.pop();
    if (stored_error *error = entry.kind->drop(entry))
      detail::release_error(error);
  }
}

void task_scope::fail(stored_error *error, detail::fork_point origin) {
  drop_all();
  if (m_error) {
    detail::forget_holder(*m_error, false);
    detail::release_error(m_error);
  }
  m_error = error;
  m_error_origin = origin;
  detail::deliver_error(*error, origin);
}

} // namespace xfork

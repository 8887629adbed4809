#include "xfork/result/task_scope.hpp"

#include "scheduler/tuning.hpp"
#include "xfork/result/end_with_error.hpp"

#include <utility>

namespace xfork {

using detail::scope_entry;
using detail::stored_error;
using detail::task_status;

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

void task_scope::append(scope_entry &entry) noexcept {
  (m_last ? m_last->later : m_first) = &entry;
  m_last = &entry;
  ++m_pending;
}

bool task_scope::many_pending() const noexcept { return m_pending >= detail::tuning::max_pending_entries; }

void task_scope::offer(scope_entry &entry) {
  detail::drop_stale_errors();
  entry.origin = detail::current_stack->next_entry();
  append(entry);
  if (!detail::offer_heap_task(entry))
    detail::run_heap_task(entry);
}

void task_scope::run_and_hold(scope_entry &entry) {
  entry.origin = detail::current_stack->next_entry();
  detail::run_heap_task(entry);
  append(entry);
  if (entry.error)
    join(); // throws: nothing can be committed after this one
  while (many_pending()) {
    settle_first();
    commit_finished();
  }
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

/// Takes the oldest entry of this scope that nobody has begun, and runs it.
bool task_scope::run_one_unstarted() noexcept {
  for (scope_entry *entry = m_first; entry; entry = entry->later)
    if (entry->state.load().status() == task_status::pending && detail::take_back_heap_task(*entry)) {
      detail::run_heap_task(*entry);
      return true;
    }
  return false;
}

void task_scope::settle_first() noexcept {
  if (detail::take_back_heap_task(*m_first))
    detail::run_heap_task(*m_first);
  else
    detail::wait_for_task(m_first->state);
}

void task_scope::commit_first() {
  scope_entry &entry = *m_first;
  m_first = entry.later;
  if (!m_first)
    m_last = nullptr;
  --m_pending;
  stored_error *error = std::exchange(entry.error, nullptr);
  const detail::fork_point origin = entry.origin;
  if (!error) {
    try {
      entry.commit();
    } catch (any_exception &) {
      error = detail::capture_error();
    }
  }
  entry.destroy();
  if (error)
    fail(error, origin);
}

void task_scope::commit_finished() {
  while (m_first && m_first->state.load().finished())
    commit_first();
}

void task_scope::join() {
  while (m_first) {
    while (!m_first->state.load().finished() && run_one_unstarted())
      ;
    detail::wait_for_task(m_first->state);
    commit_first();
  }
}

/// After the first error: what has not started never will, and the rest is finished for nothing.
void task_scope::drop_all() noexcept {
  while (scope_entry *entry = m_first) {
    m_first = entry->later;
    if (!detail::take_back_heap_task(*entry))
      detail::wait_for_task(entry->state);
    if (entry->error)
      detail::release_error(entry->error);
    entry->destroy();
  }
  m_last = nullptr;
  m_pending = 0;
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

// The threads that sleep in a join, so that whoever forks something they can help with wakes them.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/task/task_state.hpp"

namespace xfork::detail {

struct worker;

/// On the list while it lives. The constructor announces the sleep on the task's state; what a descendant of
/// the task offers after that takes the announcement back, so a thread that looks around once more and then
/// sleeps on the futex misses nothing.
class sleeping_waiter {
public:
  explicit sleeping_waiter(task_state &task) noexcept;
  ~sleeping_waiter();
  sleeping_waiter(const sleeping_waiter &) = delete;
  sleeping_waiter &operator=(const sleeping_waiter &) = delete;

  task_state::snapshot announced() const noexcept { return m_announced; }

private:
  friend void wake_waiters(const worker &) noexcept;

  task_state &m_task;
  task_state::snapshot m_announced;
  sleeping_waiter *m_next = nullptr, *m_previous = nullptr;
};

/// By a thread that has just offered something: wakes those that wait for what it is in the middle of, or for
/// something that was stolen from. One load if nobody sleeps; else O(tasks stolen and not yet joined).
void wake_waiters(const worker &self) noexcept;

/// Around fork(2), as for the worker table; in the child the sleepers do not exist.
void lock_sleeping_waiters() noexcept;
void unlock_sleeping_waiters() noexcept;
void forget_sleeping_waiters() noexcept;

} // namespace xfork::detail

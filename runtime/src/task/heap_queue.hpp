// The heap tasks of one thread that nobody has begun, oldest first.
#pragma once

#include "base/short_lock.hpp"
#include "xfork/task/heap_task.hpp"

#include <mutex>

namespace xfork::detail {

/// All members may be called from any thread. Constant time, but for take_descendant (linear in what is
/// skipped).
class heap_queue {
public:
  constexpr heap_queue() noexcept = default;
  constexpr explicit heap_queue(std::uint16_t number) noexcept : m_number(number) {}

  /// Before anything else: how its tasks refer to it.
  void set_number(std::uint16_t number) noexcept { m_number = number; }

  void push(heap_task &task) noexcept;
  /// The oldest one, now the caller's to run; or null.
  heap_task *take() noexcept;
  /// The oldest one that a scope made which was opened within `depth` stolen tasks, if `still_there()` says,
  /// under the lock, that the innermost of these has not ended; or null. What waits here was made by a scope
  /// that is still open, and no push or take can come between, so then that task cannot end before the taken
  /// one.
  template <class StillThere> heap_task *take_descendant(unsigned depth, StillThere still_there) noexcept {
    if (m_size.load_relaxed() == 0)
      return nullptr;
    const std::lock_guard guard(m_lock);
    heap_task *task = m_first;
    while (task && !(task->joined_by_maker && task->depth >= depth))
      task = task->next_in_queue();
    if (!task || !still_there())
      return nullptr;
    unlink(*task);
    return task;
  }
  /// True if `task` still waited here; it is now the caller's to run.
  bool take(heap_task &task) noexcept;

  /// In the child of a fork(2): scopes of threads that do not exist here will never join their entries.
  void drop_joined_by_maker() noexcept;

  /// A guess by the time it is used; sequentially consistent, for the check before a thief sleeps.
  unsigned size() const noexcept { return m_size.load(); }
  unsigned approximate_size() const noexcept { return m_size.load_relaxed(); }

  /// Around fork(2): no other thread may hold the lock in the child.
  void lock() noexcept { m_lock.lock(); }
  void unlock() noexcept { m_lock.unlock(); }

private:
  void unlink(heap_task &task) noexcept;

  short_lock m_lock;
  std::uint16_t m_number = 0;
  atomic<unsigned> m_size;
  heap_task *m_first = nullptr, *m_last = nullptr;
};

} // namespace xfork::detail

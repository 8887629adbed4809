// Who wants to hear that a task has ended, without a thread that waits for it.
#pragma once

#include "xfork/base/atomic.hpp"

namespace xfork::detail {

/// Lies in the object of whoever wants to know. `notify` is called once, by the thread that ends the task and before it
/// says so: it may queue other tasks or wake threads, but must not run anything. The follower may die in it.
struct follower {
  using notifier = void (*)(follower &) noexcept;

  constexpr explicit follower(notifier n) noexcept : notify(n) {}
  follower(const follower &) = delete;
  follower &operator=(const follower &) = delete;

  notifier notify;
  follower *next = nullptr;
};

/// The followers of one task. All members may be called from any thread.
class followers {
public:
  /// False: the task has ended, or is about to, and `f` will not be notified.
  bool add(follower &f) noexcept;
  /// True: `f` will not be notified any more. False: it has been, or is being, notified. Linear in their number.
  bool remove(follower &f) noexcept;
  /// By the thread that ends the task, once: notifies all, in the order they came. One compare-exchange if there are none.
  void notify_all() noexcept;

  /// Around fork(2): no list is being changed in between.
  static void lock_all() noexcept;
  static void unlock_all() noexcept;

private:
  follower *take_all() noexcept;

  atomic<follower *> m_newest; // changed under a lock, except from null to closed
};

} // namespace xfork::detail

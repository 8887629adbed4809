// Who has no work: how many look for some, how many sleep, and how a sleeper is woken.
#pragma once

#include "xfork/base/atomic.hpp"

#include <cstdint>

namespace xfork::detail {

/// Two counts in one word, and a semaphore for the sleepers.
///
/// No wake-up is lost: a thread offers work, then looks at the counts; a worker counts itself as asleep, then looks
/// for work once more (all sequentially consistent). Either the former sees the sleeper or the latter the work. While
/// somebody looks for work nobody is woken; the last one to find some wakes another (see pool.cpp), so a burst of
/// offers wakes as many as it can feed, at one system call each.
class idle_workers {
public:
  /// Anybody idle? One load.
  bool any() const noexcept { return m_counts.load() != 0; }

  void begin_search() noexcept { m_counts.fetch_add(one_searching); }
  /// True if nobody is looking for work now.
  bool end_search() noexcept { return (m_counts.fetch_sub(one_searching) & searching_mask) == one_searching; }
  /// From searching to asleep, before the last look around.
  void begin_sleep() noexcept { m_counts.fetch_add(one_sleeping - one_searching); }
  /// From asleep to searching, after finding something. False: somebody is waking the caller; sleep() returns at once.
  bool cancel_sleep() noexcept { return transfer(); }
  /// Until woken; the caller counts as searching by then.
  void sleep() noexcept;
  /// True if it woke somebody.
  bool wake_one_if_none_searches() noexcept;
  /// For the end of the pool.
  void wake_all() noexcept;
  /// In the child of a fork(2), where none of them exists.
  void forget_all() noexcept;

private:
  bool transfer() noexcept;

  static constexpr std::uint32_t one_searching = 1, one_sleeping = 1u << 16, searching_mask = one_sleeping - 1;

  alignas(64) atomic<std::uint32_t> m_counts;
  alignas(64) atomic<std::uint32_t> m_tokens; // sleepers that may get up
};

extern idle_workers idle;

} // namespace xfork::detail

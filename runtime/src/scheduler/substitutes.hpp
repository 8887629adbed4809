// Substitutes for workers that are blocked in the kernel while there is work to do.
//
// A monitor looks at the workers while there is work and nobody idle. One that is asleep at two looks and has not run in
// between, be it in a system call, on a lock or in a join, gets a substitute: its place in the roster is given to
// another thread until it has ended what it is doing. So calls that block overlap without being declared io_bound, and
// a task that waits for another one on the pool never keeps that one from running.
#pragma once

#include "scheduler/roster.hpp"
#include "scheduler/worker.hpp"

namespace xfork::detail {

/// There is work and nobody idle: the monitor starts looking. One load if it is at it already.
void watch_for_blocked_workers() noexcept;

/// There is work: wakes somebody for it, or sees to it that the monitor looks.
void find_somebody_for_work(worker &self) noexcept;

/// By the worker itself, when it is back: its place is its own again. One load if nobody took it.
inline void take_place_back(worker &self) noexcept {
  if (self.replaced.load_relaxed() != 0) [[unlikely]]
    remove_substitute(self);
}

/// While it lives, the calling thread sleeps in a join, and may get a substitute.
class sleep_in_join {
public:
  explicit sleep_in_join(worker &self) noexcept : m_self(self) {
    ++self.count.sleeps;
    self.asleep_in_join.store_relaxed(true);
  }
  ~sleep_in_join() {
    m_self.asleep_in_join.store_relaxed(false);
    take_place_back(m_self);
  }
  sleep_in_join(const sleep_in_join &) = delete;
  sleep_in_join &operator=(const sleep_in_join &) = delete;

private:
  worker &m_self;
};

/// In the child of a fork(2), where the monitor does not exist.
void forget_monitor() noexcept;

} // namespace xfork::detail

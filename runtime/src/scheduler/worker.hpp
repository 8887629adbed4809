// One thread that takes part: its tasks, what it is in the middle of, and what it has done.
#pragma once

#include "scheduler/tuning.hpp"
#include "task/heap_queue.hpp"
#include "xfork/scheduler/statistics.hpp"
#include "xfork/task/task_stack.hpp"

#include <cstdint>

namespace xfork::detail {

/// A count written by one thread and read by any.
class counter {
public:
  void operator++() noexcept { m_count.store_relaxed(m_count.load_relaxed() + 1); }
  std::uint64_t value() const noexcept { return m_count.load_relaxed(); }

private:
  atomic<std::uint64_t> m_count;
};

struct counters {
  counter offers, steals, leaps, inlined, splits, waits, sleeps, serial_entries, wakes;
};

/// Never freed, so that any thread may look at any worker at any time; lent to another thread when its own ends.
/// The stack comes first: `current_stack` of an attached thread points to its worker.
struct worker : task_stack {
  unsigned index = 0;
  unsigned nesting = 0; ///< stolen tasks this thread is in the middle of
  std::uint32_t random_state = 1;
  unsigned hunger_credit = 0;      ///< forks left in forking mode, see tuning.hpp
  unsigned next_hunger_credit = tuning::min_hunger_credit;
  worker *next_free = nullptr;
  counters count;

  /// Threads waiting for a task that this worker runs: they can use only what it forks, so it must offer.
  alignas(64) atomic<int> waiters;
  heap_queue queue;

  std::uint32_t random() noexcept { // xorshift32, Marsaglia 2003
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    return random_state ^= random_state << 5;
  }
};

/// The calling thread's worker, which it must have.
inline worker &this_worker() noexcept { return static_cast<worker &>(*current_stack); }

} // namespace xfork::detail

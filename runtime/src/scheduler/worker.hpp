// One thread that takes part: its tasks, what it is in the middle of, and what it has done.
#pragma once

#include "scheduler/forbearance.hpp"
#include "scheduler/tuning.hpp"
#include "task/heap_queue.hpp"
#include "task/offered_rows.hpp"
#include "xfork/scheduler/statistics.hpp"
#include "xfork/task/task_stack.hpp"

#include <cstdint>

namespace xfork::detail {

/// A count written by one thread and read by any.
class counter {
public:
  void operator++() noexcept { m_count.store_relaxed(m_count.load_relaxed() + 1); }
  std::uint64_t value() const noexcept { return m_count.load_relaxed(); }

  /// Of something that ends again.
  void operator--() noexcept { m_count.store_relaxed(m_count.load_relaxed() - 1); }
  void reset() noexcept { m_count.store_relaxed(0); }

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
  counter nesting; ///< stolen tasks this thread is in the middle of
  std::uint32_t random_state = 1;
  unsigned hunger_credit = 0;      ///< forks left in forking mode, see tuning.hpp
  unsigned next_hunger_credit = tuning::min_hunger_credit;
  forbearance thefts;
  unsigned patience = 1; ///< by how much more entries than usual may wait, see entries.cpp
  worker *next_free = nullptr;
  counters count;

  // For the monitor, see substitutes.hpp.
  atomic<int> thread_id{0};           ///< of the kernel; 0: never gets a substitute
  atomic<bool> asleep_in_join{false}; ///< `count.sleeps` tells one sleep from the next
  atomic<unsigned> replaced{0};       ///< generation of the roster in which a substitute has its place, or 0

  /// Threads waiting for a task that this worker runs: they can use only what it forks, so it must offer.
  alignas(64) atomic<int> waiters;
  heap_queue queue;
  offered_rows rows;

  std::uint32_t random() noexcept { // xorshift32, Marsaglia 2003
    random_state ^= random_state << 13;
    random_state ^= random_state >> 17;
    return random_state ^= random_state << 5;
  }
};

/// The calling thread's worker, which it must have.
inline worker &this_worker() noexcept { return static_cast<worker &>(*current_stack); }

} // namespace xfork::detail

// What the runtime did, in numbers: for tests and for the curious.
#pragma once

#include "xfork/base/attributes.hpp"

#include <cstdint>

namespace xfork {

/// Counts since the start of the process, over all threads. Forks that stay on the fast path are not counted.
struct statistics {
  std::uint64_t offers = 0;  ///< times a thread put tasks on offer because somebody was, or might be, hungry
  std::uint64_t steals = 0;  ///< tasks taken by a thread without work
  std::uint64_t leaps = 0;   ///< tasks taken by a thread that waited for their ancestor
  std::uint64_t inlined = 0; ///< forks run on the spot: stack of tasks full, scope bounded, or nobody idle
  std::uint64_t splits = 0;  ///< ranges of loops divided
  std::uint64_t waits = 0;   ///< joins that found their task running elsewhere
  std::uint64_t sleeps = 0;  ///< times a thread went to sleep
  std::uint64_t serial_entries = 0; ///< times a recursive function went on as its serial clone
  std::uint64_t wakes = 0;   ///< times a sleeping worker was woken
};

/// Any thread, any time; linear in the number of threads. Consistent only while nothing runs.
XFORK_API statistics current_statistics() noexcept;

} // namespace xfork

// Platform: what a thread of this process is doing, as far as the kernel knows.
#pragma once

#include <cstdint>

namespace xfork::detail {

/// The kernel's number of the calling thread.
int this_thread_id() noexcept;

struct thread_state {
  bool asleep = false;     ///< in the kernel, waiting for something; not merely for a processor
  std::uint64_t turns = 0; ///< times it has been given a processor; 0 if the kernel does not count
};

/// Some microseconds. A thread that does not exist is not asleep.
thread_state state_of_thread(int id) noexcept;

} // namespace xfork::detail

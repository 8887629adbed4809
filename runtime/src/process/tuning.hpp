// Constants of processes, each beside its reason.
#pragma once

#include <chrono>
#include <cstddef>

namespace xfork::detail::tuning {

/// What is shorter travels in one message of the socket, whose buffer holds some 200 KiB; above, two more
/// system calls for shared memory cost less than the copies.
inline constexpr std::size_t longest_message = 32 * 1024;
/// Blocks from this size on are written from where they lie.
inline constexpr std::size_t direct_block = 4096;
/// Processes at a time for each processor, since some of them wait for files; and never fewer or more in all
/// than these, each having four descriptors.
inline constexpr unsigned processes_per_processor = 4, fewest_processes = 16, most_processes = 128;
/// Of a process that died, this much of what it wrote to standard error last is told.
inline constexpr std::size_t last_output = 2048;
/// Of a warm child: what fits is in the memory that it shares, and costs no system call.
inline constexpr std::size_t short_message = 8 * 1024;
/// How long a warm child and its caller look for each other before they sleep: about what sleeping and waking cost.
inline constexpr std::chrono::microseconds warm_spin{30};
/// How many items a team may be ahead of who takes their replies: enough that no worker waits while one item takes longer than
/// others, few enough that their replies fit in memory.
inline constexpr unsigned shortest_window = 64, window_of_worker = 8;
/// So many replies in shared memory may keep their descriptors, of which a program has a thousand; further ones are mapped
/// instead, which costs page faults when they are read.
inline constexpr int most_descriptors = 64;
/// A worker that dies without having had work is replaced so often in a row; then something else is wrong.
inline constexpr unsigned futile_deaths = 8;

} // namespace xfork::detail::tuning

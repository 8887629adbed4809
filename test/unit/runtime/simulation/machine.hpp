// A machine with as many processors as there are threads, in virtual time: a discrete-event simulation that the runtime's own
// sources run on.
//
// The threads are coroutines of one native thread. Whichever is furthest behind in virtual time goes on, so that what they do
// to shared memory happens in the order of their clocks. An operation on an atomic costs what its cache line's whereabouts
// say; what the simulated program computes costs what it says itself (work()). Memory is sequentially consistent.
#pragma once

#include "access.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace xfork::simulation {

using nanoseconds = std::uint64_t;

/// What the machine's operations cost: a server processor of some 2.5 GHz.
namespace cost {
inline constexpr nanoseconds hit = 1;         ///< a load or plain store of a line that this processor has
inline constexpr nanoseconds locked = 8;      ///< a read-modify-write or sequentially consistent store of such a line
inline constexpr nanoseconds transfer = 60;   ///< a line that another one has; writers of one line wait for each other
inline constexpr nanoseconds pause = 20;      ///< one pause instruction
inline constexpr nanoseconds clock = 8;       ///< reading one
inline constexpr nanoseconds call = 300;      ///< of the kernel
inline constexpr nanoseconds wake_up = 5'000; ///< from a futex wake-up to what the woken thread does next
inline constexpr nanoseconds start = 10'000;  ///< from a thread's creation to its first instruction
inline constexpr double ticks_per_nanosecond = 2.5;
} // namespace cost

// --- what the runtime's replaced parts call ---

using observed::access;
/// Before an operation on the word at `address`: the caller goes on when that is the next thing to happen.
void reach(const void *address, access kind) noexcept;
/// The caller's clock goes on; nobody sees how.
void advance(nanoseconds time) noexcept;
nanoseconds now() noexcept;
void sleep_on(const void *address, nanoseconds deadline) noexcept;
void wake(const void *address, bool all) noexcept;
void start_thread(std::function<void()> body);
int this_thread() noexcept;
struct state {
  bool asleep;
  std::uint64_t turns;
};
state state_of(int thread) noexcept;

// --- for simulated programs ---

/// The program computes for so long.
void work(nanoseconds time) noexcept;

/// Runs `program` as the first thread, to its end; whatever other threads do then is dropped. Once a process.
void run(const std::function<void()> &program);
/// What each thread has worked so far, in the order they were started.
std::vector<nanoseconds> worked();

} // namespace xfork::simulation

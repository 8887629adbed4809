// Platform: a cheap clock, for telling microseconds from nanoseconds and for nothing else.
#pragma once

#include <chrono>
#include <cstdint>

namespace xfork::detail {

/// Ticks of some clock of the order of a gigahertz; may differ a little between processors. A few nanoseconds.
inline std::uint64_t cycle_count() noexcept {
#if defined(__x86_64__) || defined(__i386__)
  return __builtin_ia32_rdtsc();
#else
  return static_cast<std::uint64_t>(std::chrono::steady_clock::now().time_since_epoch().count());
#endif
}

} // namespace xfork::detail

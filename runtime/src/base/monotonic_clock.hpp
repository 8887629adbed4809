// Platform: the clock that deadlines are given in.
#pragma once

#include <chrono>
#include <cstdint>

namespace xfork::detail {

/// Nanoseconds of CLOCK_MONOTONIC, which is std::chrono::steady_clock on Linux.
inline std::int64_t monotonic_now() noexcept {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(steady_clock::now().time_since_epoch()).count();
}

} // namespace xfork::detail

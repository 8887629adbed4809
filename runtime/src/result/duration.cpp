#include "xfork/result/duration.hpp"

#include "base/monotonic_clock.hpp"

#include <limits>

namespace xfork::detail {

std::int64_t deadline_after(long double nanoseconds) noexcept {
  const std::int64_t now = monotonic_now();
  const long double room = static_cast<long double>(std::numeric_limits<std::int64_t>::max() - now);
  if (!(nanoseconds < room))
    return std::numeric_limits<std::int64_t>::max();
  return nanoseconds <= 0 ? now : now + static_cast<std::int64_t>(nanoseconds);
}

} // namespace xfork::detail

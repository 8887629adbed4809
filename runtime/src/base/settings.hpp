// What the environment says: XFORK_WORKERS and XFORK_MODE.
#pragma once

namespace xfork::detail {

inline constexpr unsigned max_workers = 256;

/// XFORK_WORKERS=1..256, else usable_processors(). A bad value costs one line on stderr.
unsigned workers_from_environment() noexcept;
/// XFORK_MODE=serial. Any other value but "parallel" costs one line on stderr.
bool serial_from_environment() noexcept;

} // namespace xfork::detail

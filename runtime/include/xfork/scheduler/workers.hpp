// How many threads take part, and whether anything runs in parallel at all.
#pragma once

#include "xfork/base/attributes.hpp"

namespace xfork {

/// Threads that take part, the calling one included: XFORK_WORKERS, else the processors this process may use.
XFORK_API unsigned workers() noexcept;

/// Restarts the pool with `count` (1 to 256, clamped) threads. Call it while no task is pending on any thread.
XFORK_API void set_workers(unsigned count);

enum class mode { parallel, serial };

/// mode::serial (XFORK_MODE=serial): every call runs where it is forked, every iteration in its turn, in the caller.
XFORK_API mode current_mode() noexcept;
/// Call it while no task is pending on any thread.
XFORK_API void set_mode(mode m) noexcept;

} // namespace xfork

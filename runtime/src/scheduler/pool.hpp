// The worker threads, and what the environment and set_workers() said about them.
#pragma once

namespace xfork::detail {

/// Threads that take part, the caller included; 1 in serial mode. Reads the environment the first time.
unsigned active_workers() noexcept;
/// Starts the threads that are not running yet. One load when all are.
void start_pool() noexcept;

} // namespace xfork::detail

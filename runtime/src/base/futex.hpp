// Platform: sleep until a 32-bit word changes, wake those who sleep on it.
#pragma once

#include <cstdint>

namespace xfork::detail {

/// Sleeps while the word at `address` holds `expected`; may return for no reason.
void futex_wait(const void *address, std::uint32_t expected) noexcept;
/// The same, but not beyond `deadline`: nanoseconds of the monotonic clock (std::chrono::steady_clock).
void futex_wait_until(const void *address, std::uint32_t expected, std::int64_t deadline) noexcept;
void futex_wake_one(const void *address) noexcept;
/// Harmless on an address that is no longer mapped, so a word may die once it has its final value.
void futex_wake_all(const void *address) noexcept;
/// The same for a word in memory that processes share.
void shared_futex_wait(const void *address, std::uint32_t expected) noexcept;
void shared_futex_wake_all(const void *address) noexcept;

} // namespace xfork::detail

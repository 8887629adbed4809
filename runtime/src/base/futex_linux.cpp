#include "base/futex.hpp"

#include <cerrno>
#include <climits>
#include <ctime>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace xfork::detail {

namespace {

void futex(const void *address, int operation, std::uint32_t value, const timespec *deadline = nullptr) noexcept {
  const int saved = errno; // a join must not change what the caller's errno says
  syscall(SYS_futex, address, operation, value, deadline, nullptr, FUTEX_BITSET_MATCH_ANY);
  errno = saved;
}

} // namespace

void futex_wait(const void *address, std::uint32_t expected) noexcept { futex(address, FUTEX_WAIT_PRIVATE, expected); }
void futex_wait_until(const void *address, std::uint32_t expected, std::int64_t deadline) noexcept {
  constexpr std::int64_t second = 1'000'000'000;
  const timespec at{static_cast<time_t>(deadline / second), static_cast<long>(deadline % second)};
  futex(address, FUTEX_WAIT_BITSET_PRIVATE, expected, &at); // absolute, unlike FUTEX_WAIT
}
void futex_wake_one(const void *address) noexcept { futex(address, FUTEX_WAKE_PRIVATE, 1); }
void futex_wake_all(const void *address) noexcept { futex(address, FUTEX_WAKE_PRIVATE, INT_MAX); }
void shared_futex_wait(const void *address, std::uint32_t expected) noexcept { futex(address, FUTEX_WAIT, expected); }
void shared_futex_wake_all(const void *address) noexcept { futex(address, FUTEX_WAKE, INT_MAX); }

} // namespace xfork::detail

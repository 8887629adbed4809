#include "base/futex.hpp"

#include <cerrno>
#include <climits>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace xfork::detail {

namespace {

void futex(const void *address, int operation, std::uint32_t value) noexcept {
  const int saved = errno; // a join must not change what the caller's errno says
  syscall(SYS_futex, address, operation | FUTEX_PRIVATE_FLAG, value, nullptr, nullptr, 0);
  errno = saved;
}

} // namespace

void futex_wait(const void *address, std::uint32_t expected) noexcept { futex(address, FUTEX_WAIT, expected); }
void futex_wake_one(const void *address) noexcept { futex(address, FUTEX_WAKE, 1); }
void futex_wake_all(const void *address) noexcept { futex(address, FUTEX_WAKE, INT_MAX); }

} // namespace xfork::detail

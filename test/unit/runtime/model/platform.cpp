// What the runtime asks of the kernel, for explored programs.
#include "base/futex.hpp"
#include "base/short_lock.hpp"
#include "explorer.hpp"

#include <cstring>

namespace xfork::detail {

void futex_wait(const void *address, std::uint32_t expected) noexcept {
  model::before({address, true});
  std::uint32_t found;
  std::memcpy(&found, address, sizeof found);
  if (found == expected)
    model::sleep_on(address);
}
void futex_wait_until(const void *address, std::uint32_t expected, std::int64_t) noexcept { futex_wait(address, expected); }
void futex_wake_one(const void *address) noexcept { model::wake(address, false); }
void futex_wake_all(const void *address) noexcept { model::wake(address, true); }

/// Sleeps where the real one spins, or there would be no end of schedules.
void short_lock::lock() noexcept {
  while (m_held.exchange(true))
    model::await_write(m_held.address());
}

} // namespace xfork::detail

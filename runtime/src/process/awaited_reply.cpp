#include "base/futex.hpp"
#include "xfork/process/start.hpp"

namespace xfork::detail {

bool awaited_reply::arrived(std::uint64_t, process_reply &&reply) noexcept {
  m_reply = std::move(reply);
  const void *address = m_state.address();
  if (m_state.exchange(arrival) == sleeping) // the reply may be taken, and this object gone, from here on
    futex_wake_all(address);
  return false;
}

void awaited_reply::ended(process_reply &&death) noexcept { arrived(0, std::move(death)); }

process_reply awaited_reply::wait() noexcept {
  std::uint32_t state = pending;
  if (!m_state.compare_exchange(state, sleeping) && state == arrival)
    return std::move(m_reply);
  while (m_state.load_acquire() != arrival)
    futex_wait(m_state.address(), sleeping);
  return std::move(m_reply);
}

} // namespace xfork::detail

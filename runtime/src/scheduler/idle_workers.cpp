#include "scheduler/idle_workers.hpp"

#include "base/futex.hpp"

namespace xfork::detail {

constinit idle_workers idle;

/// Turns one sleeper into a searcher, on its behalf: nobody else is woken for the same work meanwhile.
bool idle_workers::transfer() noexcept {
  std::uint32_t counts = m_counts.load();
  while (counts >= one_sleeping)
    if (m_counts.compare_exchange(counts, counts - one_sleeping + one_searching))
      return true;
  return false;
}

void idle_workers::sleep() noexcept {
  for (;;) {
    std::uint32_t tokens = m_tokens.load();
    if (tokens == 0)
      futex_wait(m_tokens.address(), 0);
    else if (m_tokens.compare_exchange(tokens, tokens - 1))
      return;
  }
}

bool idle_workers::wake_one_if_none_searches() noexcept {
  const std::uint32_t counts = m_counts.load();
  if ((counts & searching_mask) != 0 || counts < one_sleeping || !transfer())
    return false;
  m_tokens.fetch_add(1);
  futex_wake_one(m_tokens.address());
  return true;
}

void idle_workers::wake_all() noexcept {
  while (transfer())
    m_tokens.fetch_add(1);
  futex_wake_all(m_tokens.address());
}

void idle_workers::forget_all() noexcept {
  m_counts.store(0);
  m_tokens.store(0);
}

} // namespace xfork::detail

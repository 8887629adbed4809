#include "xfork/loop/item_gate.hpp"

#include "base/futex.hpp"

namespace xfork::detail {

namespace {

/// Looks this often before it sleeps, some 20 us: longer than most conditions take, shorter than anybody would notice.
constexpr int looks = 1000;

void pause_a_little() noexcept {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#endif
}

} // namespace

std::uint32_t item_gate::wait_beyond(std::uint32_t seen) noexcept {
  const auto decided = [seen](std::uint32_t word) { return word / one_item > seen || (word & closed_bit); };
  std::uint32_t word = m_word.load_acquire();
  for (int look = 0; look != looks && !decided(word); ++look) {
    pause_a_little();
    word = m_word.load_acquire();
  }
  while (!decided(word)) {
    word = m_word.fetch_or(sleeper_bit) | sleeper_bit;
    if (decided(word))
      break;
    futex_wait(m_word.address(), word);
    word = m_word.load_acquire();
  }
  return word / one_item;
}

void item_gate::wake() noexcept {
  m_word.fetch_and(~sleeper_bit);
  futex_wake_all(m_word.address());
}

} // namespace xfork::detail

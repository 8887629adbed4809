// How many items of a batch there are, while one thread still adds to it and another already takes from it.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/attributes.hpp"

#include <cstdint>

namespace xfork::detail {

/// One thread calls add() and close(), one thread calls wait_beyond().
class item_gate {
public:
  /// There is one more: whoever sees it sees the item.
  void add() noexcept {
    if (m_word.fetch_add(one_item) & sleeper_bit) [[unlikely]]
      wake();
  }
  /// There will be no more.
  void close() noexcept {
    if (m_word.fetch_or(closed_bit) & sleeper_bit)
      wake();
  }
  /// How many there are; waits until there are more than `seen`. No more than that: there are none to come.
  XFORK_API std::uint32_t wait_beyond(std::uint32_t seen) noexcept;

private:
  static constexpr std::uint32_t sleeper_bit = 1, closed_bit = 2, one_item = 4;

  XFORK_API XFORK_COLD void wake() noexcept;

  atomic<std::uint32_t> m_word;
};

} // namespace xfork::detail

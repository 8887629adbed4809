// Which of a stack's tasks are on offer to thieves, in one word.
#pragma once

#include <cstdint>

namespace xfork::detail {

/// Slots [0, tail) are taken, [tail, split) on offer, [split, …) private to the owner. Thieves claim a task by
/// moving tail with a compare-exchange of the whole word; only the owner moves split. The generation counts the tasks
/// the owner has finished for others: while it stands still, so does the set of tasks the owner is in the middle of
/// (it wraps after 2^32 of them, so a thief would have to sleep through exactly that many to be fooled).
class offer_word {
public:
  constexpr explicit offer_word(std::uint64_t bits = 0) noexcept : m_bits(bits) {}
  constexpr offer_word(unsigned generation, unsigned tail, unsigned split) noexcept
      : m_bits(static_cast<std::uint64_t>(generation) << 32 | static_cast<std::uint64_t>(tail) << 16 | split) {}

  constexpr std::uint64_t bits() const noexcept { return m_bits; }
  constexpr unsigned generation() const noexcept { return static_cast<unsigned>(m_bits >> 32); }
  constexpr unsigned tail() const noexcept { return static_cast<unsigned>(m_bits >> 16 & 0xffff); }
  constexpr unsigned split() const noexcept { return static_cast<unsigned>(m_bits & 0xffff); }
  constexpr bool empty() const noexcept { return tail() >= split(); }

  constexpr offer_word with_one_taken() const noexcept { return offer_word(m_bits + (1u << 16)); }
  constexpr offer_word with_split(unsigned split) const noexcept { return {generation(), tail(), split}; }
  static constexpr std::uint64_t one_generation = std::uint64_t{1} << 32;

private:
  std::uint64_t m_bits;
};

} // namespace xfork::detail

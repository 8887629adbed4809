// When something was forked, as far as its exception needs to know.
#pragma once

#include <cstdint>

namespace xfork::detail {

/// In one word: the place in its thread's program order, and how many exceptions were in flight (below 2^16).
///
/// Entries of scopes have even places, counted as they are forked. Stack tasks, whose forks have no time to count, share
/// the odd place after the entry forked last: among themselves they nest, so the one destroyed later was forked earlier.
class fork_point {
public:
  constexpr fork_point() noexcept = default;
  constexpr fork_point(std::uint64_t place, unsigned uncaught) noexcept : m_word(place << 16 | uncaught) {}

  constexpr std::uint64_t place() const noexcept { return m_word >> 16; }
  constexpr unsigned uncaught() const noexcept { return static_cast<unsigned>(m_word & 0xffff); }

private:
  std::uint64_t m_word = 0;
};

} // namespace xfork::detail

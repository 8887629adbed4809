// How a loop is cut into chunks: by its trip count and grain alone, so that any number of workers gives the same bits.
#pragma once

#include <cstdint>

namespace xfork::detail {

/// The most chunks a loop is cut into. Enough that 256 workers get several each and an uneven end costs little; few
/// enough that one load and one indirect call per chunk do not show.
inline constexpr std::uint64_t max_chunks = 2048;

/// `size` (at least 1) iterations in even chunks, none shorter than the grain if there are two.
class chunking {
public:
  constexpr chunking(std::uint64_t size, std::uint64_t grain) noexcept
      : m_count(size / grain < 1 ? 1 : size / grain < max_chunks ? size / grain : max_chunks),
        m_length(size / m_count), m_longer(size % m_count) {}

  constexpr std::uint64_t count() const noexcept { return m_count; }
  /// The number of iterations before a chunk; of `count()`: all.
  constexpr std::uint64_t begin_of(std::uint64_t chunk) const noexcept {
    return chunk * m_length + (chunk < m_longer ? chunk : m_longer);
  }

private:
  std::uint64_t m_count, m_length, m_longer; // the first m_longer chunks have one iteration more
};

} // namespace xfork::detail

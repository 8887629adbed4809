// A thief whose thefts are not worth while calls nobody out of a serial clone for a while.
//
// That has a price: the thread forks again, and puts the innermost, smallest calls on offer. In a
// tree whose subtrees differ by orders of magnitude most of what a thief then finds is a leaf, and two threads that ask each
// other for leaves all the time do many times the work of one. See docs/architecture/serial-clones.md.
#pragma once

#include "base/cycle_count.hpp"
#include "scheduler/tuning.hpp"

#include <algorithm>

namespace xfork::detail {

/// For one thread. Units: ticks of cycle_count().
class forbearance {
public:
  bool over() const noexcept { return m_span == 0 || cycle_count() >= m_until; }
  void end() noexcept { m_span = 0; }

  /// What was stolen has run from `begin` to `end`. Doubled with each theft in a row that was not worth while.
  void judge(std::uint64_t begin, std::uint64_t end) noexcept {
    const bool worthwhile = end - begin >= tuning::worthwhile_theft;
    m_span = worthwhile ? 0 : std::clamp(2 * m_span, tuning::shortest_forbearance, tuning::longest_forbearance);
    m_until = end + m_span;
  }

private:
  std::uint64_t m_span = 0, m_until = 0;
};

} // namespace xfork::detail

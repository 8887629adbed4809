// Parallel index loops.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::reduction_plus(sum), [&](int i, auto &sum_part) { sum_part += a[i]; });
#pragma once

#include "xfork/loop/index_range.hpp"
#include "xfork/loop/loop_body.hpp"
#include "xfork/loop/options.hpp"

#include <utility>

namespace xfork {

namespace detail {

/// The space of an index loop: the body gets the index.
template <class Index, class Range> class index_space {
public:
  explicit index_space(const Range &range) noexcept : m_range(range) {}

  bool empty() const noexcept { return m_range.size() == 0; }
  std::uint64_t size() const noexcept { return m_range.size(); }
  /// The index when the loop has run to its end.
  Index end_value() const { return m_range[m_range.size()]; }
  chunking chunks(std::uint64_t grain) const noexcept { return chunking(m_range.size(), grain); }
  static XFORK_INLINE Index element(const Index &at) { return at; }

  template <class Visit>
  XFORK_INLINE void walk(const chunking &chunks, std::uint64_t first, std::uint64_t last, Visit &visit) const {
    const std::uint64_t begin = chunks.begin_of(first);
    m_range.walk(begin, chunks.begin_of(last) - begin, visit);
  }

private:
  const Range m_range;
};

} // namespace detail

/// Calls `body(i, part…)` for every value of `range`, in parallel; returns when all have returned.
///
/// Arguments after the range: options (options.hpp, variables.hpp, collections.hpp, exits.hpp), then the body, which is
/// called through one object from several threads at a time. Throws what the lowest iteration that throws has thrown:
/// iterations below it have all run, those above it may not have. Any thread may call it, also from within another loop
/// or task. Returns nothing, or with exits() or returns() how the loop was left.
template <class Index, stepping Direction, bool ByOne, class... OptionsAndBody>
auto for_loop(const index_range<Index, Direction, ByOne> &range, OptionsAndBody &&...arguments) {
  using space = detail::index_space<Index, index_range<Index, Direction, ByOne>>;
  return detail::gather(space(range), detail::loop_manner(), detail::option_pack<>(), std::forward<OptionsAndBody>(arguments)...);
}

} // namespace xfork

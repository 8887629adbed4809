// The values an index loop takes, named after the loop's condition.
//
//   for (int i = 0; i < n; i += 2)    below<int>(0, n, 2)
//   for (auto i = n; i > 0; --i)      above(n, 0)
//
// The number of iterations is computed once, as the source compares: after the usual arithmetic conversions of index
// and bound, without ever forming a value the source would not form.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/loop/visit.hpp"

#include <cstdint>
#include <limits>
#include <type_traits>

namespace xfork {

namespace detail {

[[noreturn]] XFORK_API void throw_bad_step();

template <class Index> struct index_arithmetic {
  static_assert(std::is_integral_v<Index>, "xfork: a parallel loop's index must be of an integral type or a random-access iterator");
  /// At least as wide as int, so that products cannot overflow a promoted type.
  using wide = std::make_unsigned_t<decltype(Index() + 0)>;

  static constexpr Index advance(Index from, std::uint64_t steps, std::uint64_t step, bool up) noexcept {
    const wide distance = static_cast<wide>(steps) * static_cast<wide>(step);
    const wide start = static_cast<wide>(from);
    return static_cast<Index>(up ? start + distance : start - distance);
  }
  static constexpr Index next(Index from, std::uint64_t step, bool up) noexcept {
    if constexpr (sizeof(Index) < sizeof(int))
      return advance(from, 1, step, up);
    else // in the index's own type, so that the compiler knows it does not wrap
      return up ? static_cast<Index>(from + static_cast<Index>(step)) : static_cast<Index>(from - static_cast<Index>(step));
  }
};

template <class Index> inline constexpr bool is_index_integral = std::is_integral_v<Index>;

} // namespace detail

/// The direction of a range, as far as its type tells.
enum class stepping { up, down, either };

/// The arithmetic sequence first, first ± step, … of `size` values. Immutable. What the type does not say of its steps is
/// found out while running, with a copy of the loop for each case: more code, and a compiler that merges what the copies
/// throw cannot say any more on which line it was.
template <class Index, stepping Direction = stepping::either, bool ByOne = false> class index_range {
public:
  constexpr index_range(Index first, std::uint64_t size, std::uint64_t step, bool up) noexcept
      : m_first(first), m_size(size), m_step(step), m_up(up) {}

  constexpr std::uint64_t size() const noexcept { return m_size; }
  constexpr Index operator[](std::uint64_t n) const { return advance(n); }

  /// Calls `visit(value)` for the `count` (at least 1) values from the nth on, until a visit gives false. A plain counted
  /// loop: nothing here may keep the compiler from vectorising it. The last value is not stepped past, as there may be
  /// nothing past it.
  template <class Visit> XFORK_INLINE void walk(std::uint64_t nth, std::uint64_t count, Visit &visit) const {
    if constexpr (ByOne)
      walk_by(nth, count, std::integral_constant<std::uint64_t, 1>(), visit);
    else
      walk_by(nth, count, m_step, visit);
  }

private:
  template <class Step, class Visit>
  XFORK_INLINE void walk_by(std::uint64_t nth, std::uint64_t count, Step step, Visit &visit) const {
    if constexpr (Direction != stepping::either)
      walk_towards<Direction == stepping::up>(nth, count, step, visit);
    else if (m_up)
      walk_towards<true>(nth, count, step, visit);
    else
      walk_towards<false>(nth, count, step, visit);
  }

  template <bool Up, class Step, class Visit>
  XFORK_INLINE void walk_towards(std::uint64_t nth, std::uint64_t count, Step step, Visit &visit) const {
    for (Index at = advance(nth);; at = next<Up>(at, step)) {
      if (!detail::visit_one(visit, at) || --count == 0)
        return;
    }
  }

  constexpr Index advance(std::uint64_t n) const {
    if constexpr (detail::is_index_integral<Index>) {
      return detail::index_arithmetic<Index>::advance(m_first, n, m_step, m_up);
    } else {
      const auto distance = static_cast<decltype(m_first - m_first)>(n * m_step);
      return m_up ? m_first + distance : m_first - distance;
    }
  }

  template <bool Up> static constexpr Index next(Index at, std::uint64_t step) {
    if constexpr (detail::is_index_integral<Index>) {
      return detail::index_arithmetic<Index>::next(at, step, Up);
    } else {
      const auto distance = static_cast<decltype(at - at)>(step);
      return Up ? at + distance : at - distance;
    }
  }

  Index m_first;
  std::uint64_t m_size, m_step;
  bool m_up;
};

namespace detail {

/// Index: as declared; `void` stands for `auto`.
template <class Index, class First>
using declared_index = std::conditional_t<std::is_void_v<Index>, std::decay_t<First>, Index>;

/// A step that is left out.
struct by_one : std::integral_constant<int, 1> {};
template <class Step> inline constexpr bool is_step = std::is_integral_v<Step> || std::is_same_v<Step, by_one>;

template <class Step> constexpr std::uint64_t step_magnitude(Step step) {
  static_assert(is_step<Step>, "xfork: a parallel loop's step must be of an integral type");
  if (!(step > 0))
    throw_bad_step();
  return static_cast<std::uint64_t>(step);
}

/// Whether the loop's condition holds, in the type the source compares in.
template <bool Inclusive, class Low, class High>
constexpr bool ordered(const Low &low, const High &high) {
  if constexpr (std::is_arithmetic_v<Low> && std::is_arithmetic_v<High>) {
    using compared = decltype(low + high);
    return Inclusive ? static_cast<compared>(low) <= static_cast<compared>(high)
                     : static_cast<compared>(low) < static_cast<compared>(high);
  } else {
    return Inclusive ? low <= high : low < high;
  }
}

/// The whole number next to `bound`, upwards or downwards: `i < 2.5` is `i < 3`.
template <class Whole, class Bound> constexpr Whole rounded(Bound bound, bool up) {
  using limits = std::numeric_limits<Whole>;
  if (bound >= static_cast<Bound>(limits::max()) || bound <= static_cast<Bound>(limits::min()))
    return bound > 0 ? limits::max() : limits::min();
  const Whole whole = static_cast<Whole>(bound);
  const auto back = static_cast<Bound>(whole);
  return up && back < bound ? static_cast<Whole>(whole + 1) : !up && back > bound ? static_cast<Whole>(whole - 1) : whole;
}

/// From `low` up to `high`, modulo the width of the type they are compared in. (Not called distance: std::distance
/// would be found by argument-dependent lookup.)
template <class Low, class High> constexpr std::uint64_t steps_between(const Low &low, const High &high) {
  if constexpr (std::is_integral_v<Low> && std::is_integral_v<High>) {
    using compared = std::make_unsigned_t<decltype(low + high)>;
    return static_cast<compared>(static_cast<compared>(high) - static_cast<compared>(low));
  } else {
    return static_cast<std::uint64_t>(high - low);
  }
}

/// Iterations from `low` to `high`: 2^64 of them (an endless loop in the source) are counted as one less.
template <bool Inclusive, class Low, class High>
constexpr std::uint64_t trip_count(const Low &low, const High &high, std::uint64_t step) {
  if (!ordered<Inclusive>(low, high))
    return 0;
  if constexpr (std::is_floating_point_v<High>)
    return detail::trip_count<Inclusive>(low, detail::rounded<Low>(high, !Inclusive), step);
  else if constexpr (std::is_floating_point_v<Low>)
    return detail::trip_count<Inclusive>(detail::rounded<High>(low, Inclusive), high, step);
  else {
    const std::uint64_t steps = Inclusive ? steps_between(low, high) / step : (steps_between(low, high) - 1) / step;
    return steps + (steps != UINT64_MAX);
  }
}

/// The ranges whose condition orders index and bound: with the bound or without, upwards or downwards.
template <class Index, bool Inclusive, bool Up, class First, class Bound, class Step>
constexpr auto counted(First first, Bound bound, Step step) {
  using index = declared_index<Index, First>;
  static_assert(!std::is_floating_point_v<index>,
                "xfork: a parallel loop's index must be of an integral type or a random-access iterator");
  const index start = static_cast<index>(first);
  const std::uint64_t by = step_magnitude(step);
  constexpr bool unit = std::is_same_v<Step, by_one>;
  if constexpr (Up)
    return index_range<index, stepping::up, unit>(start, trip_count<Inclusive>(start, bound, by), by, true);
  else
    return index_range<index, stepping::down, unit>(start, trip_count<Inclusive>(bound, start, by), by, false);
}

} // namespace detail

/// The bound of `i` where the loop compares `i + distance < bound`: nothing is less than the least value.
template <class Bound> constexpr Bound bound_minus(Bound bound, std::type_identity_t<Bound> distance) {
  constexpr Bound least = std::numeric_limits<Bound>::min();
  return bound < least + distance ? least : static_cast<Bound>(bound - distance);
}
/// Of `i - distance > bound`.
template <class Bound> constexpr Bound bound_plus(Bound bound, std::type_identity_t<Bound> distance) {
  constexpr Bound greatest = std::numeric_limits<Bound>::max();
  return bound > greatest - distance ? greatest : static_cast<Bound>(bound + distance);
}

/// for (Index i = first; i < bound; i += step)
template <class Index = void, class First, class Bound, class Step = detail::by_one>
constexpr auto below(First first, Bound bound, Step step = {}) {
  return detail::counted<Index, false, true>(first, bound, step);
}

/// for (Index i = first; i <= bound; i += step)
template <class Index = void, class First, class Bound, class Step = detail::by_one>
constexpr auto up_to(First first, Bound bound, Step step = {}) {
  return detail::counted<Index, true, true>(first, bound, step);
}

/// for (Index i = first; i > bound; i -= step)
template <class Index = void, class First, class Bound, class Step = detail::by_one>
constexpr auto above(First first, Bound bound, Step step = {}) {
  return detail::counted<Index, false, false>(first, bound, step);
}

/// for (Index i = first; i >= bound; i -= step)
template <class Index = void, class First, class Bound, class Step = detail::by_one>
constexpr auto down_to(First first, Bound bound, Step step = {}) {
  return detail::counted<Index, true, false>(first, bound, step);
}

/// for (Index i = first; i-- > bound;): the body sees first - 1 first, and bound last.
template <class Index = void, class First, class Bound> constexpr auto down_from(First first, Bound bound) {
  using index = detail::declared_index<Index, First>;
  static_assert(std::is_integral_v<index>, "xfork: down_from() counts integers");
  const index start = static_cast<index>(first);
  const std::uint64_t size = detail::trip_count<false>(bound, start, 1);
  const index last = size == 0 ? start : static_cast<index>(start - 1);
  return index_range<index, stepping::down, true>(last, size, 1, false);
}

/// for (Index i = first; i != bound; i += step), step of either sign. Throws std::invalid_argument if the steps would
/// leap over the bound.
template <class Index = void, class First, class Bound, class Step = detail::by_one>
constexpr auto until(First first, Bound bound, Step step = {}) {
  using index = detail::declared_index<Index, First>;
  const index start = static_cast<index>(first);
  const bool up = step > 0;
  std::uint64_t span, by;
  if constexpr (std::is_signed_v<Step>)
    by = up ? static_cast<std::uint64_t>(step) : 0 - static_cast<std::uint64_t>(step);
  else
    by = static_cast<std::uint64_t>(step);
  if constexpr (std::is_integral_v<index>) // an unsigned index may wrap on its way, as in the source
    span = static_cast<std::make_unsigned_t<index>>(up ? detail::steps_between(start, bound) : detail::steps_between(bound, start));
  else
    span = up ? detail::steps_between(start, bound) : detail::steps_between(bound, start);
  if (by == 0 || span % by != 0)
    detail::throw_bad_step();
  constexpr bool unit = std::is_same_v<Step, detail::by_one>;
  return index_range<index, unit ? stepping::up : stepping::either, unit>(start, span / by, by, up);
}

} // namespace xfork

// Walking one or several ranges side by side, for map() and its relatives.
#pragma once

#include "xfork/result/await.hpp"
#include "xfork/result/fork.hpp"

#include <iterator>
#include <type_traits>
#include <utility>
#include <vector>

namespace xfork::detail {

/// As range-`for` finds them.
template <class Range> auto first_of(Range &range) {
  if constexpr (std::is_array_v<Range>)
    return range + 0;
  else if constexpr (requires { range.begin(); })
    return range.begin();
  else
    return begin(range);
}
template <class Range> auto last_of(Range &range) {
  if constexpr (std::is_array_v<Range>)
    return range + std::extent_v<Range>;
  else if constexpr (requires { range.end(); })
    return range.end();
  else
    return end(range);
}

template <class Range> using iterator_of = decltype(detail::first_of(std::declval<Range &>()));
template <class Range> using reference_of = decltype(*std::declval<iterator_of<Range> &>());

template <class Range>
concept lazy_range = !is_lazy<std::remove_cvref_t<Range>> && requires { typename reference_of<Range>; } &&
                     is_lazy<std::remove_cvref_t<reference_of<Range>>>;
template <class Range> using lazy_of_range = std::remove_cvref_t<reference_of<Range>>;

/// Whether a temporary Range goes with its elements: then its elements are constant when it is. (Those of a std::span
/// are not.)
template <class Range> inline constexpr bool owns_elements = false;
template <class Range>
  requires requires(const Range &range) { *range.begin(); }
inline constexpr bool owns_elements<Range> = std::is_reference_v<reference_of<const Range>> &&
                                             std::is_const_v<std::remove_reference_t<reference_of<const Range>>>;

/// Where we are in one range.
template <class Range> class cursor {
public:
  explicit cursor(Range &range) : m_at(first_of(range)), m_end(last_of(range)) {}
  bool more() { return m_at != m_end; }
  void next() { ++m_at; }
  decltype(auto) element() { return *m_at; }

private:
  iterator_of<Range> m_at;
  decltype(last_of(std::declval<Range &>())) m_end;
};

/// `visit(element…)` until one of the ranges ends.
template <class Visit, class... Ranges> void walk(Visit visit, Ranges &...ranges) {
  const auto walk_cursors = [&](auto... at) {
    for (; (at.more() && ...); (at.next(), ...))
      visit(at.element()...);
  };
  walk_cursors(cursor<Ranges>(ranges)...);
}

/// The element as map() passes it on: moved out of a temporary range.
template <class Range, class Element> decltype(auto) pass_on(Element &&element) {
  if constexpr (!std::is_reference_v<Range> && std::is_lvalue_reference_v<Element> && owns_elements<Range>)
    return std::move(element);
  else
    return std::forward<Element>(element);
}

template <class Launch, class F, class... Ranges>
  requires(!stoppable<std::remove_cvref_t<F>>)
auto map_with(Launch launch, F &&f, Ranges &&...ranges) {
  static_assert(sizeof...(Ranges) != 0, "xfork::map needs a range: map(function, range...)");
  std::vector<decltype(launch(f, detail::pass_on<Ranges>(*first_of(ranges))...))> results;
  walk([&](auto &&...element) {
    results.push_back(launch(f, detail::pass_on<Ranges>(std::forward<decltype(element)>(element))...));
  }, ranges...);
  return results;
}
template <class Launch, stoppable Token, class F, class... Ranges>
auto map_with(Launch launch, const Token &token, F &&f, Ranges &&...ranges) {
  const auto with_token = [&](auto &function, auto &&...element) {
    return launch(token, function, std::forward<decltype(element)>(element)...);
  };
  return detail::map_with(with_token, std::forward<F>(f), std::forward<Ranges>(ranges)...);
}

// --- block_map ---

/// An element that stays where it is, or a copy of one that its iterator makes up or forgets.
template <class T> struct held_element {
  T *at;
  T &get() const noexcept { return *at; }
};
template <class T> struct copied_element {
  mutable T value;
  T &get() const noexcept { return value; }
};

template <class Iterator>
inline constexpr bool refers_to_elements = requires {
  requires std::is_base_of_v<std::forward_iterator_tag, typename std::iterator_traits<Iterator>::iterator_category>;
  requires std::is_lvalue_reference_v<decltype(*std::declval<Iterator &>())>;
};

template <class Range, class Element> auto hold(Element &&element) {
  using value = std::remove_reference_t<Element>;
  if constexpr (refers_to_elements<iterator_of<Range>>)
    return held_element<value>{__builtin_addressof(element)};
  else
    return copied_element<std::remove_cv_t<value>>{std::forward<Element>(element)};
}

/// The call of `f` with what is held.
template <class F, class... Held> auto call_with_held(F &f, Held... held) {
  return [&f, ... held = std::move(held)]() -> decltype(auto) { return detail::invoke(f, held.get()...); };
}

struct stop_flag {
  const atomic<bool> *raised;
  bool stop_requested() const noexcept { return raised->load_relaxed(); }
};

/// The values in order, or the first error.
template <class Range> auto values_of(Range &&lazies) {
  using value = typename lazy_of_range<Range>::value_type;
  if constexpr (std::is_void_v<value>) {
    for (const auto &each : lazies)
      each.get();
  } else {
    std::vector<std::remove_cvref_t<value>> values;
    for (auto &&each : lazies)
      if constexpr (std::is_lvalue_reference_v<Range> || !owns_elements<std::remove_reference_t<Range>>)
        values.push_back(each.get());
      else
        values.push_back(std::move(each).get());
    return values;
  }
}

template <class Launch, class F, class... Ranges>
auto block_map_until(std::int64_t deadline, Launch launch, F &&f, Ranges &&...ranges) {
  static_assert(sizeof...(Ranges) != 0, "xfork::block_map needs a range: block_map(function, range...)");
  atomic<bool> stopped{false};
  const auto start = [&](auto &&...element) {
    return launch(stop_flag{&stopped},
                  detail::call_with_held(f, detail::hold<Ranges>(std::forward<decltype(element)>(element))...));
  };
  std::vector<decltype(start(*first_of(ranges)...))> results;
  try {
    walk([&](auto &&...element) { results.push_back(start(std::forward<decltype(element)>(element)...)); },
         ranges...);
    for (const auto &result : results) {
      wait_until(node_to_await(result), deadline);
      if (node_of(result)->state.load().status() == task_status::threw)
        break;
    }
    return values_of(std::move(results));
  } catch (...) {
    stopped.store(true);
    for (const auto &result : results)
      if (result.valid())
        wait_until(*node_of(result), no_deadline);
    throw;
  }
}

template <class Launch, class F, class... Ranges>
  requires(!duration<std::remove_cvref_t<F>>)
auto block_map_with(Launch launch, F &&f, Ranges &&...ranges) {
  return detail::block_map_until(no_deadline, launch, f, std::forward<Ranges>(ranges)...);
}
template <class Launch, duration Timeout, class F, class... Ranges>
auto block_map_with(Launch launch, const Timeout &timeout, F &&f, Ranges &&...ranges) {
  return detail::block_map_until(deadline_after(timeout), launch, f, std::forward<Ranges>(ranges)...);
}

} // namespace xfork::detail

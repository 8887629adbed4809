// Parallel loops whose condition produces the next item.
//
//   xfork::while_loop([&] { return static_cast<bool>(std::getline(in, line)); }, xfork::copies(line),
//                     xfork::reduction_plus(total), [&](auto &line_own, auto &total_part) { total_part += parse(line_own); });
#pragma once

#include "xfork/loop/loop_body.hpp"
#include "xfork/loop/variables.hpp"

#include <tuple>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// What an iteration has of a variable that the condition gives a value: a copy, or the value itself where there is no
/// copying it.
template <class T> struct taken_value : own_copy<T> {
  explicit taken_value(T &original) : own_copy<T>(original) {}
};
template <class T>
  requires(!std::is_array_v<T> && !std::is_copy_constructible_v<T>)
struct taken_value<T> {
  T value;
  explicit taken_value(T &original) : value(std::move(original)) {}
};

template <class... Variables> struct copies_of {
  std::tuple<Variables &...> variables;
};

template <class Condition, class... Variables> class condition_source {
public:
  using item = std::tuple<taken_value<Variables>...>;

  condition_source(Condition &condition, const copies_of<Variables...> &taken) noexcept
      : m_condition(condition), m_variables(taken.variables) {}

  bool next() { return static_cast<bool>(m_condition()); }
  item take() const {
    return std::apply([](Variables &...v) { return item(taken_value<Variables>(v)...); }, m_variables);
  }
  template <class Body, class... Parts> static XFORK_INLINE void invoke(Body &body, item &own, Parts &...parts) {
    std::apply([&](auto &...each) XFORK_INLINE_LAMBDA { body(each.value..., parts...); }, own);
  }

private:
  Condition &m_condition;
  std::tuple<Variables &...> m_variables;
};

} // namespace detail

/// The variables that the condition of a while_loop() gives their values: each iteration gets its own copies.
template <class... Variables> detail::copies_of<Variables...> copies(Variables &...variables) { return {{variables...}}; }

/// While `condition()` holds, calls `body(copy…, part…)`. The condition is evaluated in the calling thread, once after the
/// other, and does not wait for the bodies before it, which run in parallel. Options, exceptions and what is returned as
/// for_loop(). A number of items that is bounded by the number of workers is held at any time. If the body throws or leaves
/// the loop, the condition may have been evaluated for later iterations.
template <class Condition, class... Variables, class... OptionsAndBody>
auto while_loop(Condition &&condition, const detail::copies_of<Variables...> &taken, OptionsAndBody &&...arguments) {
  using source_type = detail::condition_source<std::remove_reference_t<Condition>, Variables...>;
  source_type source(condition, taken);
  return detail::gather(detail::taken_space<source_type>{source}, detail::loop_manner(), detail::option_pack<>(),
                        std::forward<OptionsAndBody>(arguments)...);
}

} // namespace xfork

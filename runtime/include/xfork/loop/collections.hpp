// Containers that a loop appends to, in the order of its iterations.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::reduction_append(out), [&](int i, auto &out_part) { out_part.push_back(f(i)); });
#pragma once

#include "xfork/loop/options.hpp"

#include <utility>

namespace xfork {

namespace detail {

/// Moves the elements of one sequence to the end of another.
template <class Container> void append_all(Container &into, Container &&from) {
  if constexpr (requires { into.append(from); })
    into.append(from);
  else
    for (auto &&element : from)
      into.push_back(std::move(element));
}

template <class Container> struct append_option : option_base {
  using part = Container;
  using adds = added<Container>;

  Container &container;

  explicit append_option(Container &c) noexcept : container(c) {}
  part open() const {
    if constexpr (requires { Container(container.get_allocator()); })
      return Container(container.get_allocator());
    else
      return Container();
  }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&mine) const { append_all(container, std::move(mine)); }
};

} // namespace detail

/// The body appends to its part of `container`, which begins empty; the parts are joined in the order of iterations.
/// Container: a sequence of the standard library with push_back(), or one like it.
template <class Container> auto reduction_append(Container &container) {
  return detail::append_option<Container>(container);
}

} // namespace xfork

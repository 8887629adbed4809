// Containers that a loop appends to, in the order of its iterations.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::reduction_append(out), [&](int i, auto &out_part) { out_part.push_back(f(i)); });
#pragma once

#include "xfork/loop/options.hpp"

#include <utility>

namespace xfork {

namespace detail {

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
  void fold(part &&mine) const {
    if constexpr (requires { container.append(mine); })
      container.append(mine);
    else
      for (auto &&element : mine)
        container.push_back(std::move(element));
  }
};

} // namespace detail

/// The body appends to its part of `container`, which begins empty; the parts are joined in the order of iterations.
/// Container: a sequence of the standard library with push_back(), or one like it.
template <class Container> auto reduction_append(Container &container) {
  return detail::append_option<Container>(container);
}

} // namespace xfork

// What a call in a process changes and brings back.
#pragma once

#include "xfork/process/serialise.hpp"

#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

/// References to some objects. `visit` is called with all of them.
template <class Objects> struct changed_objects {
  Objects objects;

  void write(writer &out) const {
    objects([&out](const auto &...object) { (xfork::write(out, object), ...); });
  }
  void read(reader &in) const {
    objects([&in](auto &...object) { (read_into(in, object), ...); });
  }
};

struct nothing_changes {
  void write(writer &) const {}
  void read(reader &) const {}
};

template <class T> inline constexpr bool is_changed_objects = std::is_same_v<T, nothing_changes>;
template <class Objects> inline constexpr bool is_changed_objects<changed_objects<Objects>> = true;
template <class T>
concept changes = is_changed_objects<std::remove_cvref_t<T>>;

} // namespace detail

/// Names what a call in a process changes, besides what it returns: when the call is joined, these objects
/// become what the call has made of its copies. They must be able to travel, and assignable.
///
///   auto count = xfork::process_task([&] { return parse(text, table); }, xfork::changing(table));
template <class... T> auto changing(T &...objects) {
  const auto all = [&objects...](auto &&visit) { visit(objects...); };
  return detail::changed_objects<std::remove_const_t<decltype(all)>>{all};
}

} // namespace xfork

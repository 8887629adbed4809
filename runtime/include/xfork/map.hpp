// A function applied to every element of a range, or of several at once, in the background; and waiting for many values.
//
//   std::vector<xfork::lazy<image>> thumbnails = xfork::map(shrink, photos);     // at once
//   std::vector<image> all = xfork::block_map(shrink, photos);                  // waits
//
// Not part of <xfork/xfork.hpp>, for <vector> alone would double what that costs to include.
#pragma once

#include "xfork/result/map_ranges.hpp"
#include "xfork/xfork.hpp"

#include <type_traits>
#include <utility>
#include <vector>

namespace xfork {

/// `fork(f, element…)` for every element, or for the first ones of all ranges, the second ones, and so on; the shortest
/// range ends it. Elements are copied, or moved if their range is a temporary; lazy ones make dataflow edges. A
/// std::stop_token in front of `f` cancels what has not begun.
template <class... Arguments> [[nodiscard]] auto map(Arguments &&...arguments) {
  return detail::map_with([](auto &&...call) { return xfork::fork(std::forward<decltype(call)>(call)...); },
                          std::forward<Arguments>(arguments)...);
}
/// The same in threads of this process.
template <class... Arguments> [[nodiscard]] auto map_thread(Arguments &&...arguments) {
  return detail::map_with([](auto &&...call) { return xfork::thread(std::forward<decltype(call)>(call)...); },
                          std::forward<Arguments>(arguments)...);
}
/// The same for a function that mostly waits: see io_bound().
template <class... Arguments> [[nodiscard]] auto map_io_bound(Arguments &&...arguments) {
  return detail::map_with([](auto &&...call) { return xfork::io_bound(std::forward<decltype(call)>(call)...); },
                          std::forward<Arguments>(arguments)...);
}

/// As map(), but waits and returns the values in order (nothing, for a void function); throws what the first call in order
/// threw. The function gets the elements themselves, not copies.
///
/// A timeout in front of `f`: throws timeout_error if not all are there by then. What has not begun is cancelled, and what
/// has is waited for, since it may be using the elements.
template <class... Arguments> auto block_map(Arguments &&...arguments) {
  return detail::block_map_with([](auto &&...call) { return xfork::fork(std::forward<decltype(call)>(call)...); },
                                std::forward<Arguments>(arguments)...);
}
template <class... Arguments> auto block_map_thread(Arguments &&...arguments) {
  return detail::block_map_with([](auto &&...call) { return xfork::thread(std::forward<decltype(call)>(call)...); },
                                std::forward<Arguments>(arguments)...);
}
template <class... Arguments> auto block_map_io_bound(Arguments &&...arguments) {
  return detail::block_map_with([](auto &&...call) { return xfork::io_bound(std::forward<decltype(call)>(call)...); },
                                std::forward<Arguments>(arguments)...);
}

/// Waits for all lazy values of a range and returns their values in order; throws what the first of them threw. Values of a
/// temporary range are moved out. With a timeout, throws timeout_error if not all are there by then.
template <class Range, detail::duration... Timeout>
  requires(detail::lazy_range<Range> && sizeof...(Timeout) <= 1)
auto await_all(Range &&values, const Timeout &...timeout) {
  const std::int64_t deadline = detail::earliest_deadline(timeout...);
  for (const auto &value : values)
    detail::wait_until(detail::node_to_await(value), deadline);
  return detail::values_of(std::forward<Range>(values));
}

/// Waits until at least one of the lazy values of a range is there, and returns those that are, in order. Nothing for an
/// empty range. With a timeout, throws timeout_error if none is there by then.
template <class Range, detail::duration... Timeout>
  requires(detail::lazy_range<Range> && sizeof...(Timeout) <= 1)
[[nodiscard]] auto await_any(const Range &values, const Timeout &...timeout) {
  std::vector<detail::basic_task *> nodes;
  for (const auto &value : values)
    nodes.push_back(&detail::node_to_await(value));
  detail::wait_for_any(nodes.data(), nodes.size(), detail::earliest_deadline(timeout...));
  std::vector<detail::lazy_of_range<Range>> ready;
  for (const auto &value : values)
    if (value.ready())
      ready.push_back(value);
  return ready;
}

/// The same for lazy values of one type given one by one; the last argument may be a timeout.
template <class T, class... Arguments> [[nodiscard]] auto await_any(const lazy<T> &first, const Arguments &...arguments) {
  static_assert(((std::is_same_v<Arguments, lazy<T>> || detail::duration<Arguments>) && ...),
                "xfork::await_any returns those that are ready, so they must be of one type");
  std::vector<lazy<T>> values{first};
  const auto add = [&](const auto &argument) {
    if constexpr (std::is_same_v<decltype(argument), const lazy<T> &>)
      values.push_back(argument);
  };
  (add(arguments), ...);
  std::vector<detail::basic_task *> nodes;
  for (const auto &value : values)
    nodes.push_back(&detail::node_to_await(value));
  detail::wait_for_any(nodes.data(), nodes.size(), detail::earliest_deadline(arguments...));
  std::erase_if(values, [](const lazy<T> &value) { return !value.ready(); });
  return values;
}

} // namespace xfork

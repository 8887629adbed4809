// Waiting for lazy values, as functions. Those for whole ranges are in xfork/map.hpp.
#pragma once

#include "xfork/result/lazy.hpp"

#include <cstddef>
#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

inline constexpr std::int64_t no_deadline = INT64_MAX;

/// Throws timeout_error.
XFORK_API void wait_until(basic_task &node, std::int64_t deadline);
/// Returns when one of `count` nodes is finished; throws timeout_error.
XFORK_API void wait_for_any(basic_task *const *nodes, std::size_t count, std::int64_t deadline);

template <class T> std::int64_t deadline_in(const T &argument) noexcept {
  if constexpr (duration<T>)
    return deadline_after(argument);
  else
    return no_deadline;
}
template <class... A> std::int64_t earliest_deadline(const A &...arguments) noexcept {
  std::int64_t earliest = no_deadline;
  ((earliest = deadline_in(arguments) < earliest ? deadline_in(arguments) : earliest), ...);
  return earliest;
}

/// A null handle is refused.
template <class T> basic_task &node_to_await(const lazy<T> &value) {
  if (!value.valid())
    throw empty_lazy();
  return *node_of(value);
}

template <class A> void await_argument(const A &argument, std::int64_t deadline) {
  if constexpr (is_lazy<A>)
    wait_until(node_to_await(argument), deadline);
}
template <class A> void throw_error_of_argument(const A &argument) {
  if constexpr (is_lazy<A>)
    static_cast<void>(argument.get());
}

} // namespace detail

/// The value of `value`, as its get(). What is no lazy value is handed through.
template <class Value> decltype(auto) await(Value &&value) {
  if constexpr (detail::is_lazy<std::remove_cvref_t<Value>>)
    return std::forward<Value>(value).get();
  else
    return std::forward<Value>(value);
}

/// The same within `timeout` (any std::chrono duration), else throws timeout_error; the call goes on then, and the value
/// can be asked for again. Runs nothing in this thread.
template <class Value, detail::duration D>
  requires detail::is_lazy<std::remove_cvref_t<Value>>
decltype(auto) await(Value &&value, const D &timeout) {
  detail::wait_until(detail::node_to_await(value), detail::deadline_after(timeout));
  return std::forward<Value>(value).get();
}

/// Waits for all of the lazy values, then throws what the first of them in this order threw, if any. The last argument may
/// be a timeout: throws timeout_error if not all are there by then.
template <class... Arguments>
  requires((detail::is_lazy<Arguments> || detail::duration<Arguments>) && ...)
void await_all(const Arguments &...arguments) {
  const std::int64_t deadline = detail::earliest_deadline(arguments...);
  (detail::await_argument(arguments, deadline), ...);
  (detail::throw_error_of_argument(arguments), ...);
}

} // namespace xfork

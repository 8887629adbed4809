// Calls in the background: fork, submit, thread, io_bound, cpu_bound.
//
//   auto a = xfork::fork(load, "a"), b = xfork::fork(load, "b");
//   auto c = xfork::fork(combine, a, b);     // begins when a and b are there; nobody waits here
//
// Inlined, down to record_fork_site(): then the fork's line is known even where frame pointers are missing.
#pragma once

#include "xfork/result/awaiting_call.hpp"
#include "xfork/result/invoke.hpp"
#include "xfork/result/lazy.hpp"
#include "xfork/result/lazy_call.hpp"

#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

/// What a std::stop_token looks like; <stop_token> costs more than all of this library.
template <class T>
concept stoppable = requires(const T &token) {
  token.stop_requested() || false;
};

/// How a forked call hands a stored argument on: a lazy value as its value, which is there by then. One that cannot be
/// copied is moved out. A lazy<void> has none, and stands for itself.
template <class A> A &&pass(A &argument) noexcept { return static_cast<A &&>(argument); }
template <class T> decltype(auto) pass(lazy<T> &argument) {
  if (basic_task *node = node_of(argument); node && node->state.load().status() == task_status::threw)
    throw_inherited_error(*node);
  if constexpr (std::is_void_v<T>)
    return std::move(argument);
  else if constexpr (std::is_object_v<T> && !std::is_copy_constructible_v<T>)
    return std::move(argument).get();
  else
    return std::as_const(argument).get();
}

/// A function that wants lazy values as such gets them so.
template <class F, class... Stored>
inline constexpr bool wants_handles =
    (is_lazy<Stored> || ...) && !std::is_invocable_v<F, decltype(detail::pass(std::declval<Stored &>()))...> &&
    std::is_invocable_v<F, Stored...>;

template <class F, class... Stored> decltype(auto) call_stored(F &f, Stored &...stored) {
  if constexpr (wants_handles<F, Stored...>)
    return detail::invoke(std::move(f), std::move(stored)...);
  else
    return detail::invoke(std::move(f), detail::pass(stored)...);
}

template <class A> basic_task *missing_node(const A &) noexcept { return nullptr; }
template <class T> basic_task *missing_node(const lazy<T> &value) noexcept {
  return value.valid() && !value.ready() ? node_of(value) : nullptr;
}

enum class place { worker, elastic_pool };

/// The node of a call that gives a Result: an awaitable is awaited.
template <class Result, class Call, class Base> struct node_for {
  using value = Result;
  using type = lazy_call<value, Call, Base>;
};
template <awaitable Result, class Call, class Base> struct node_for<Result, Call, Base> {
  using value = awaited<Result>;
  using type = awaiting_call<value, Call, Base>;
};

/// Forks `call`, which needs the values of `operands` (nodes, or null) and has handles on them.
template <place Where, unsigned Operands, class Call> [[nodiscard]] XFORK_INLINE auto launch(Call &&call, basic_task *const *operands) {
  using callable = std::decay_t<Call>;
  using result = decltype(std::declval<callable &>()());
  using plain_node = node_for<result, callable, heap_task>;
  if constexpr (Operands != 0) {
    bool all_there = true;
    for (unsigned i = 0; i < Operands; ++i)
      all_there = all_there && !operands[i];
    if (!all_there) {
      auto *task = new typename node_for<result, callable, dataflow_base<Operands>>::type(std::forward<Call>(call));
      task->io_bound = Where == place::elastic_pool;
      for (unsigned i = 0; i < Operands; ++i)
        if (operands[i])
          task->need(*operands[i]);
      task->start();
      return adopt_node<typename plain_node::value>(*task);
    }
  }
  auto *task = new typename plain_node::type(std::forward<Call>(call));
  task->io_bound = Where == place::elastic_pool;
  start_lazy(*task);
  return adopt_node<typename plain_node::value>(*task);
}

template <place Where, class F, class... Arguments> [[nodiscard]] XFORK_INLINE auto fork_at(F &&f, Arguments &&...arguments) {
  constexpr bool edges =
      (is_lazy<std::decay_t<Arguments>> || ...) && !wants_handles<std::decay_t<F>, std::decay_t<Arguments>...>;
  if constexpr (edges) {
    basic_task *const operands[] = {missing_node(arguments)...}; // before the handles move
    return launch<Where, sizeof...(Arguments)>(
        [f = std::decay_t<F>(std::forward<F>(f)),
         ... stored = std::decay_t<Arguments>(std::forward<Arguments>(arguments))]() mutable -> decltype(auto) {
          return detail::call_stored(f, stored...);
        },
        operands);
  } else {
    return launch<Where, 0>(
        [f = std::decay_t<F>(std::forward<F>(f)),
         ... stored = std::decay_t<Arguments>(std::forward<Arguments>(arguments))]() mutable -> decltype(auto) {
          return detail::call_stored(f, stored...);
        },
        nullptr);
  }
}

/// A call that does not begin once stopping has been requested. It gets the token first if it takes it.
template <class Token, class F> struct stoppable_call {
  Token token;
  F f;

  template <class... Arguments> decltype(auto) operator()(Arguments &&...arguments) {
    if (token.stop_requested())
      throw cancelled();
    if constexpr (std::is_invocable_v<F, Token, Arguments...>)
      return detail::invoke(std::move(f), std::move(token), std::forward<Arguments>(arguments)...);
    else
      return detail::invoke(std::move(f), std::forward<Arguments>(arguments)...);
  }
};

template <place Where, class F, class... Arguments> [[nodiscard]] XFORK_INLINE auto fork_or_stop(F &&f, Arguments &&...arguments) {
  return detail::fork_at<Where>(std::forward<F>(f), std::forward<Arguments>(arguments)...);
}
template <place Where, stoppable Token, class F, class... Arguments>
[[nodiscard]] XFORK_INLINE auto fork_or_stop(Token &&token, F &&f, Arguments &&...arguments) {
  return detail::fork_at<Where>(
      stoppable_call<std::decay_t<Token>, std::decay_t<F>>{std::forward<Token>(token), std::forward<F>(f)},
      std::forward<Arguments>(arguments)...);
}

} // namespace detail

/// Runs `f(arguments…)` in the background and returns a lazy value at once. May run the call at once, in the caller.
///
/// Function and arguments are copied or moved now, as std::async does (wrap in std::ref what is to be referred to). An
/// argument that is a lazy value reaches `f` as its value: the call begins when all of them are there, and throws what the
/// first of them threw. (Unless `f` can be called with the lazy values only.)
///
/// If `f` returns something that can be awaited, a coroutine of the user's or another lazy value, the result is that of
/// awaiting it, and no worker is blocked meanwhile.
///
/// A std::stop_token (or anything with its members) in front of `f` cancels the call as long as it has not begun: then
/// get() throws `cancelled`. A function that takes the token as its first argument gets it, to stop later than that.
template <class... Arguments> [[nodiscard]] XFORK_INLINE auto fork(Arguments &&...call) {
  return detail::fork_or_stop<detail::place::worker>(std::forward<Arguments>(call)...);
}
/// The same under another name, for where `fork` would be misread.
template <class... Arguments> [[nodiscard]] XFORK_INLINE auto submit(Arguments &&...call) {
  return detail::fork_or_stop<detail::place::worker>(std::forward<Arguments>(call)...);
}
/// The same, in a thread of this process and nowhere else.
template <class... Arguments> [[nodiscard]] XFORK_INLINE auto thread(Arguments &&...call) {
  return detail::fork_or_stop<detail::place::worker>(std::forward<Arguments>(call)...);
}
/// The same: the call computes. That is what an undecorated call is taken for.
template <class... Arguments> [[nodiscard]] XFORK_INLINE auto cpu_bound(Arguments &&...call) {
  return detail::fork_or_stop<detail::place::worker>(std::forward<Arguments>(call)...);
}
/// The same for a call that mostly waits, for a disk, a server, a lock: runs on threads made for the purpose, up to 512 at
/// a time, whatever the number of workers.
template <class... Arguments> [[nodiscard]] XFORK_INLINE auto io_bound(Arguments &&...call) {
  return detail::fork_or_stop<detail::place::elastic_pool>(std::forward<Arguments>(call)...);
}

} // namespace xfork

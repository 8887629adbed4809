// Nodes of forked calls that return something to be awaited.
#pragma once

#include "xfork/result/lazy.hpp"
#include "xfork/result/lazy_call.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <coroutine>
#include <type_traits>
#include <utility>

namespace xfork::detail {

template <class A> decltype(auto) awaiter_of(A &&a) {
  if constexpr (requires { std::forward<A>(a).operator co_await(); })
    return std::forward<A>(a).operator co_await();
  else if constexpr (requires { operator co_await(std::forward<A>(a)); })
    return operator co_await(std::forward<A>(a));
  else
    return std::forward<A>(a);
}

template <class A>
concept awaitable = !std::is_void_v<A> && requires(A (&make)()) { detail::awaiter_of(make()).await_resume(); };

/// What awaiting it gives.
template <class A> struct awaited_type {
  using type = decltype(detail::awaiter_of(std::declval<A (&)()>()()).await_resume());
};
template <class T> struct awaited_type<lazy<T>> {
  using type = T;
};
template <class A> using awaited = typename awaited_type<A>::type;

/// A coroutine that nobody waits for: it runs until it first has to wait, goes on wherever it is resumed, and ends itself.
struct driver {
  struct promise_type {
    driver get_return_object() const noexcept { return {}; }
    std::suspend_never initial_suspend() const noexcept { return {}; }
    std::suspend_never final_suspend() const noexcept { return {}; }
    void return_void() const noexcept {}
    [[noreturn]] void unhandled_exception() const noexcept { __builtin_trap(); } // its body catches everything
  };
};

/// See lazy_call. Ended by whoever resumes the driver for the last time.
template <class T, class Call, class Base> struct awaiting_call final : Base {
  template <class F> XFORK_INLINE explicit awaiting_call(F &&call) : Base(call_kind), m_part(std::forward<F>(call)) {
    this->ends_elsewhere = true;
  }

private:
  using part = recipe_or_outcome<T, Call>;

  static task_status begin_call(basic_task &task) noexcept {
    auto &self = static_cast<awaiting_call &>(task);
    leave_operands(self);
    drive(self, self.m_part.take_recipe());
    return task_status::done;
  }

  /// The call, with its arguments, lives as long as the coroutine it has made.
  static driver drive(awaiting_call &self, typename part::stored_recipe call) {
    lazy_outcome<T> &outcome = self.m_part.outcome;
    task_status ended = task_status::done;
    stored_error *failure = nullptr;
    try {
      if constexpr (std::is_void_v<T>) {
        co_await call.call();
      } else if constexpr (is_lazy<decltype(call.call())>) {
        auto inner = call.call();
        co_await inner;
        ended = outcome.store([&]() -> T { return std::move(inner).get(); }, call.site);
      } else {
        decltype(auto) value = co_await call.call();
        ended = outcome.store([&]() -> T { return static_cast<T &&>(value); }, call.site);
      }
    } catch (any_exception &) {
      failure = capture_error_of(call.site);
    }
    if (failure)
      ended = outcome.fail(failure);
    end_task(self, ended);
  }

  static void destroy_call(basic_task &task, lazy_garbage &) noexcept {
    destroy_outcome<T>(task);
    delete static_cast<awaiting_call *>(&task);
  }

  static constexpr lazy_kind call_kind{{&begin_call}, shape_of<Base>, offset_after<Base, part>, &destroy_call};

  part m_part;
};

} // namespace xfork::detail

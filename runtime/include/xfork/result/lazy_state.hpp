// The shared part of a lazy value: the call, what came out of it, and how many handles there are.
#pragma once

#include "xfork/base/atomic.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/result/result_storage.hpp"
#include "xfork/task/heap_task.hpp"

#include <type_traits>
#include <utility>

namespace xfork::detail {

/// The part that does not depend on the callable. Freed by the last handle, after the join.
template <class T> struct lazy_state : heap_task {
  explicit lazy_state(runner r, void (*d)(lazy_state &) noexcept) noexcept : heap_task(r), destroy(d) {}

  atomic<unsigned long> handles{1};
  void (*destroy)(lazy_state &) noexcept;
  stored_error *error = nullptr;
  result_storage<T> result;
};

/// Puts it on offer, or runs it where that is not possible: serial mode, or too many waiting already.
XFORK_API void start_lazy(heap_task &task) noexcept;
/// Returns when it is finished; runs it if nobody has begun it.
XFORK_API void join_lazy(heap_task &task) noexcept;

template <class T, class Call> struct lazy_call final : lazy_state<T> {
  template <class F>
  explicit lazy_call(F &&call) : lazy_state<T>(&run_call, &destroy_call), m_call(std::forward<F>(call)) {}

private:
  static task_status run_call(heap_task &task) noexcept {
    auto &self = static_cast<lazy_call &>(task);
    try {
      self.result.emplace(self.m_call);
      return task_status::done;
    } catch (any_exception &) {
      self.error = capture_error();
    }
    return task_status::threw;
  }

  static void destroy_call(lazy_state<T> &state) noexcept {
    auto &self = static_cast<lazy_call &>(state);
    if (self.error)
      release_error(self.error);
    else
      self.result.destroy();
    delete &self;
  }

  Call m_call;
};

} // namespace xfork::detail

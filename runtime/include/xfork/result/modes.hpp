// The two modes that a recursive function with forks is compiled in: forking, and serial.
//
// The rewriter makes the function a template on its mode. While enough of what a thread has forked waits to be taken,
// the thread runs the serial instantiation, which evaluates each call where it is forked and costs what the serial
// program costs. Every few levels it polls, with a load and a branch, whether somebody has become hungry; then the
// calls below that level fork again. See docs/architecture/serial-clones.md.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/result/result_storage.hpp"
#include "xfork/result/scope_entry.hpp"
#include "xfork/result/stack_task.hpp"
#include "xfork/result/task_scope.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/task/task_stack.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// What stack_task() returns in serial mode: the call has been made already.
template <class T> class serial_task {
  using storage = result_storage<T>;

public:
  using value_type = T;

  template <class Call> XFORK_INLINE explicit serial_task(Call &&call) {
    try {
      m_result.emplace(call);
    } catch (any_exception &) {
      rethrow_recorded();
    }
  }
  serial_task(const serial_task &) = delete;
  serial_task &operator=(const serial_task &) = delete;
  XFORK_INLINE ~serial_task() { m_result.destroy(); }

  XFORK_INLINE typename storage::reference get() & { return m_result.get(); }
  XFORK_INLINE std::add_rvalue_reference_t<T> get() && {
    if constexpr (!std::is_void_v<T>)
      return static_cast<std::add_rvalue_reference_t<T>>(m_result.get());
  }
  XFORK_INLINE typename storage::const_reference get() const & { return m_result.get(); }
  XFORK_INLINE void join() const noexcept {}

private:
  mutable storage m_result;
};

/// A task_scope in serial mode.
class serial_scope {
public:
  XFORK_INLINE serial_scope() noexcept {}
  serial_scope(const serial_scope &) = delete;
  serial_scope &operator=(const serial_scope &) = delete;
  XFORK_INLINE ~serial_scope() {}

  template <class Call> XFORK_INLINE void fork(Call &&call) { run_directly(call, no_commit()); }
  template <class Call, class Commit> XFORK_INLINE void fork(Call &&call, Commit &&commit) { run_directly(call, commit); }
  XFORK_INLINE void join() noexcept {}
};

} // namespace detail

/// The function forks; calls of itself choose their mode.
struct parallel_mode {
  static constexpr bool forks = true, inlines = false;
  using next = parallel_mode;
  using task_scope = xfork::task_scope;

  template <class T = detail::result_of_call, class Call> [[nodiscard]] XFORK_INLINE static auto stack_task(Call &&call) {
    return xfork::stack_task<T>(std::forward<Call>(call));
  }
};

/// The function is the serial program, with `Levels` further levels of itself inlined before the next poll.
template <unsigned Levels> struct serial_mode {
  static constexpr bool forks = false, inlines = Levels > 0;
  using next = serial_mode<inlines ? Levels - 1 : 0>;
  using task_scope = detail::serial_scope;

  template <class T = detail::result_of_call, class Call> [[nodiscard]] XFORK_INLINE static auto stack_task(Call &&call) {
    using result = std::conditional_t<std::is_same_v<T, detail::result_of_call>, decltype(call()), T>;
    return detail::serial_task<result>(std::forward<Call>(call));
  }
};

/// The poll of the serial instantiation: true if it must make way for the forking one. One load and one compare.
XFORK_INLINE bool must_fork() noexcept { return detail::current_stack->must_fork(); }

/// At the head of the function, in parallel mode: whether the serial instantiation may take over. Never while must_fork().
XFORK_INLINE bool may_go_serial() noexcept {
  return !detail::current_stack->is_poisoned() && detail::enough_on_offer();
}

} // namespace xfork

// A forked call whose result stays in the block.
//
//   int both(int n) {
//     auto x = xfork::stack_task([n] { return f(n); });   // may run on another thread
//     int y = g(n);
//     return x.get() + y;                                 // joins
//   }
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/result/end_with_error.hpp"
#include "xfork/result/result_storage.hpp"
#include "xfork/result/slot_call.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/task/task_stack.hpp"

#include <cstddef>
#include <type_traits>
#include <utility>

namespace xfork::detail {

/// What stack_task() returns. Neither copied nor moved; used by the thread that made it; stack calls of one thread
/// nest like scopes (destroyed in reverse order, which automatic variables are), but get() may come in any order.
///
/// Cost of fork and join of a call nobody steals: a dozen instructions, no atomic read-modify-write, no allocation.
template <class T, class Call> class stack_call {
  using storage = result_storage<T>;
  static constexpr bool by_value = travels_by_value<T, Call>;

public:
  /// The type of the value, as the call returned it.
  using value_type = T;
  using reference = typename storage::reference;
  using const_reference = typename storage::const_reference;

  /// Forks. If it cannot (serial mode, too many forks pending), calls at once and throws what the call throws.
  template <class F> XFORK_INLINE explicit stack_call(F &&call) : m_call(std::forward<F>(call)) {
    if (!current_stack->may_push()) [[unlikely]] {
      if (!prepare_fork()) {
        try {
          m_result.emplace(m_call);
        } catch (any_exception &) {
          rethrow_recorded();
        }
        m_stage = stage::has_value;
        return;
      }
      push();
      offer_forks();
      return;
    }
    push();
  }

  stack_call(const stack_call &) = delete;
  stack_call &operator=(const stack_call &) = delete;
  static void *operator new(std::size_t) = delete;

  /// Joins. Throws what the call threw, unless get() or join() has done so already; while another exception unwinds
  /// the block, keeps it for rethrow_first() instead.
  XFORK_INLINE ~stack_call() noexcept(false) {
    if (m_stage == stage::pending) [[unlikely]]
      settle();
    if (m_slot) [[unlikely]]
      release_slot(m_slot);
    if (m_stage == stage::has_value)
      m_result.destroy();
    else
      end_with_error(m_error, m_origin, m_delivered);
  }

  /// Joins and returns the result, as an lvalue; throws what the call threw, at every call. Running or awaiting the
  /// call may take as long as it takes; afterwards this is one compare.
  XFORK_INLINE reference get() & {
    join();
    return m_result.get();
  }
  /// Of a task that is given up: the value may be moved from.
  XFORK_INLINE std::add_rvalue_reference_t<T> get() && {
    if constexpr (std::is_void_v<T>)
      get();
    else
      return static_cast<std::add_rvalue_reference_t<T>>(get());
  }
  XFORK_INLINE const_reference get() const & {
    join();
    return m_result.get();
  }

  XFORK_INLINE void join() const {
    if (m_stage == stage::pending) [[likely]]
      settle();
    if (m_stage == stage::has_error) [[unlikely]] {
      m_delivered = true;
      deliver_error(*m_error, m_origin);
    }
  }

private:
  enum class stage : unsigned char { pending, has_value, has_error };

  XFORK_INLINE void push() {
    task_slot *slot = current_stack->head();
    if constexpr (by_value) {
      ::new (static_cast<void *>(slot->data)) Call(m_call);
      slot->run = &run_by_value<T, Call>::run;
    } else {
      ::new (static_cast<void *>(slot->data)) stack_call *(this);
      slot->run = &run_by_pointer;
    }
    slot->state.reset();
    slot->origin = current_stack->here();
    m_slot = slot;
    current_stack->push();
  }

  /// Runs the call, or takes what a thief has made of it.
  XFORK_INLINE void settle() const {
    if (current_stack->pop_private(m_slot)) [[likely]] {
      const fork_point origin = m_slot->origin;
      m_slot = nullptr;
      run_here(origin);
    } else {
      settle_slowly(join_slowly(m_slot));
    }
  }

  XFORK_INLINE void settle_slowly(join_outcome outcome) const {
    const fork_point origin = m_slot->origin;
    if (outcome == join_outcome::run_and_popped)
      m_slot = nullptr;
    if (outcome <= join_outcome::run_in_place) {
      run_here(origin);
      return;
    }
    if constexpr (by_value) {
      if (outcome == join_outcome::done)
        m_result.take_from(*m_slot->template as<typename storage::stored>());
      else
        m_error = *m_slot->template as<stored_error *>();
    }
    m_origin = origin;
    m_stage = outcome == join_outcome::done ? stage::has_value : stage::has_error;
    if (release_slot(m_slot))
      m_slot = nullptr;
  }

  XFORK_INLINE void run_here(fork_point origin) const noexcept {
    try {
      m_result.emplace(m_call);
      m_stage = stage::has_value;
    } catch (any_exception &) {
      m_error = capture_error();
      m_origin = origin;
      m_stage = stage::has_error;
    }
  }

  /// What a thief runs. It leaves the stage alone, which is the owner's: the outcome travels through the slot.
  static task_status run_by_pointer(task_slot &slot) noexcept {
    stack_call &self = **slot.as<stack_call *>();
    stored_error *error;
    try {
      self.m_result.emplace(self.m_call);
      return task_status::done;
    } catch (any_exception &) {
      error = capture_error();
    }
    self.m_error = error;
    return task_status::threw;
  }

  // Mutable: a const task is joined by its first use all the same.
  mutable Call m_call;
  mutable storage m_result;
  mutable stored_error *m_error = nullptr;
  mutable task_slot *m_slot = nullptr; // null once popped
  mutable stage m_stage = stage::pending;
  mutable bool m_delivered = false; // the error has been thrown by a get()
  mutable fork_point m_origin;      // set with the error
};

struct result_of_call;

} // namespace xfork::detail

namespace xfork {

/// Forks `call()`: another thread may run it until the returned object is joined, by get(), join() or its end of life.
///
/// `T` is what the result is declared as: what the call returns unless given. The call is moved in; it must not refer
/// to anything that dies before the join. See detail::stack_call for what the returned object can do.
template <class T = detail::result_of_call, class Call> [[nodiscard]] XFORK_INLINE auto stack_task(Call &&call) {
  using callable = std::decay_t<Call>;
  using result = std::conditional_t<std::is_same_v<T, detail::result_of_call>,
                                    decltype(std::declval<callable &>()()), T>;
  return detail::stack_call<result, callable>(std::forward<Call>(call));
}

} // namespace xfork

// Forked calls that need each other's values: a data-flow graph.
//
//   auto a = xfork::shared_task([&] { return load(x); });
//   auto b = xfork::shared_task([&] { return load(y); });
//   auto c = xfork::shared_task([&] { return combine(a.get(), b.get()); }, a, b);   // nothing waits here
//   …
//   show(c.get());
#pragma once

#include "xfork/result/result_storage.hpp"
#include "xfork/result/shared_state.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// What shared_task() returns. Neither copied nor moved; an automatic variable of the thread that made it, which nests
/// with that thread's stack tasks and is destroyed before its inputs are. Made and joined by that thread; the call of a
/// task that has it as an input may use get(), which does not wait then.
///
/// Lives in the frame that forks it: no allocation, one lock held for nanoseconds per fork and per claim.
template <class T, class Call, unsigned Inputs, bool IoBound> class shared_call : public shared_state {
  using storage = result_storage<T>;

public:
  using value_type = T;
  using reference = typename storage::reference;
  using const_reference = typename storage::const_reference;

  /// Forks. If it cannot (serial mode, too many forks pending), calls at once and throws what the call throws.
  template <class F, class... States>
  explicit shared_call(F &&call, States &...inputs)
      : shared_state(&run_call, m_inputs, Inputs, IoBound), m_call(std::forward<F>(call)), m_inputs{{&inputs}...} {
    if (!start() && !failed())
      try {
        m_result.emplace(m_call);
      } catch (any_exception &) {
        rethrow_recorded();
      }
  }

  /// Joins. Throws what the call threw, unless its maker's get() or join() has done so already; while another exception
  /// unwinds the block, keeps it for rethrow_first() instead.
  ~shared_call() noexcept(false) {
    settle();
    if (failed())
      end();
    else
      m_result.destroy();
  }

  /// Joins and returns the result, as an lvalue; throws what the call, or the first of its inputs that failed, threw, at
  /// every call.
  reference get() & {
    join();
    return m_result.get();
  }
  /// Of a task that is given up: the value may be moved from.
  std::add_rvalue_reference_t<T> get() && {
    if constexpr (std::is_void_v<T>)
      get();
    else
      return static_cast<std::add_rvalue_reference_t<T>>(get());
  }
  const_reference get() const & {
    join();
    return m_result.get();
  }

  /// A const task is joined by its first use all the same.
  void join() const {
    auto &self = const_cast<shared_call &>(*this);
    self.settle();
    self.check();
  }

private:
  static void run_call(shared_state &state) {
    auto &self = static_cast<shared_call &>(state);
    self.m_result.emplace(self.m_call);
  }

  Call m_call;
  shared_edge m_inputs[Inputs == 0 ? 1 : Inputs];
  mutable storage m_result;
};

/// A task that is an input, as what it is underneath; a const one, too.
inline shared_state &as_input(const shared_state &task) noexcept { return const_cast<shared_state &>(task); }

} // namespace detail

/// Forks `call()` as stack_task() does, but it begins only when every one of `inputs`, which are shared tasks of the
/// same thread, has ended, and does not begin at all if one of them has failed: then the error of the first that did is
/// its own. Other shared tasks may have it as their input.
template <class Call, class... Inputs> [[nodiscard]] auto shared_task(Call &&call, Inputs &...inputs) {
  using callable = std::decay_t<Call>;
  return detail::shared_call<decltype(std::declval<callable &>()()), callable, sizeof...(Inputs), false>(
      std::forward<Call>(call), detail::as_input(inputs)...);
}

/// The same for a call that mostly waits, for a disk, a server, a lock: runs on a thread made for the purpose, up to 512
/// at a time, whatever the number of workers.
template <class Call, class... Inputs> [[nodiscard]] auto io_task(Call &&call, Inputs &...inputs) {
  using callable = std::decay_t<Call>;
  return detail::shared_call<decltype(std::declval<callable &>()()), callable, sizeof...(Inputs), true>(
      std::forward<Call>(call), detail::as_input(inputs)...);
}

} // namespace xfork

// A call in a process of its own, whose result stays in the block: stack_task(), isolated.
//
//   auto picture = xfork::process_task([&] { return decode(file); });   // may crash
//   …
//   show(picture.get());                                                 // xfork::process_died if it has
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/process/changing.hpp"
#include "xfork/process/errors.hpp"
#include "xfork/process/process_result.hpp"
#include "xfork/process/start.hpp"
#include "xfork/result/end_with_error.hpp"
#include "xfork/result/result_storage.hpp"
#include "xfork/result/stack_task.hpp"

#include <new>
#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

/// What process_task() returns. Neither copied nor moved; used by the thread that made it. Exceptions, get(),
/// join() and the destructor are those of stack_call.
template <class T, class Changed> class process_stack_call {
  using storage = result_storage<T>;

public:
  using value_type = T;
  using reference = typename storage::reference;
  using const_reference = typename storage::const_reference;

  template <class Call>
  process_stack_call(const process_options &options, Call &call, const Changed &changed)
      : m_changed(changed) {
    if (runs_serially()) {
      try {
        m_result.emplace(call);
      } catch (any_exception &) {
        rethrow_recorded();
      }
      m_stage = stage::has_value;
      return;
    }
    m_origin = place_of_process();
    bound_call<Call> bound{call, changed};
    start_process(options, {&bound_call<Call>::run, &bound}, m_reply);
  }
  process_stack_call(const process_stack_call &) = delete;
  process_stack_call &operator=(const process_stack_call &) = delete;

  ~process_stack_call() noexcept(false) {
    if (m_stage == stage::pending)
      settle();
    if (m_stage == stage::has_value)
      m_result.destroy();
    else
      end_with_error(m_error, m_origin, m_delivered);
  }

  reference get() & {
    join();
    return m_result.get();
  }
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

  void join() const {
    if (m_stage == stage::pending)
      settle();
    if (m_stage == stage::has_error) {
      m_delivered = true;
      deliver_error(*m_error, m_origin);
    }
  }

private:
  enum class stage : unsigned char { pending, has_value, has_error };

  template <class Call> struct bound_call {
    Call &call;
    const Changed &changed;

    static void run(void *context, std::uint64_t, writer &out) {
      const auto &self = *static_cast<bound_call *>(context);
      write_result<T>(out, self.call);
      self.changed.write(out);
    }
  };

  void settle() const {
    try {
      reader in(open_reply(m_reply.wait()));
      const auto read = [&in]() -> T { return read_result<T>(in); };
      m_result.emplace(read);
      m_stage = stage::has_value;
      m_changed.read(in);
    } catch (any_exception &) {
      m_error = capture_error();
      if (m_stage == stage::has_value) // but not what else was to come back
        m_result.destroy();
      m_stage = stage::has_error;
    }
  }

  // Mutable: a const task is joined by its first use all the same.
  const Changed m_changed;
  mutable awaited_reply m_reply;
  mutable storage m_result;
  mutable stored_error *m_error = nullptr;
  mutable stage m_stage = stage::pending;
  mutable bool m_delivered = false;
  fork_point m_origin;
};

} // namespace detail

/// Calls `call()` in a child process that has everything the calling one has, as of now: captures, globals,
/// open files. Its result travels back, see serialise.hpp, and what changing(…) names; what else it changes
/// is lost. An exception arrives with its type if that is a standard one, else as remote_exception; a child
/// that dies without a result is process_died, here.
///
/// `T` is what the result is declared as: what the call returns unless given. In serial mode the call runs
/// here. Locks that other threads of the program hold at this moment stay locked in the child.
template <class T = detail::result_of_call, class Call, detail::changes Changed = detail::nothing_changes>
[[nodiscard]] auto process_task(const process_options &options, Call &&call, const Changed &changed = {}) {
  using result =
      std::conditional_t<std::is_same_v<T, detail::result_of_call>, std::remove_cvref_t<decltype(call())>, T>;
  return detail::process_stack_call<result, Changed>(options, call, changed);
}
template <class T = detail::result_of_call, class Call, detail::changes Changed = detail::nothing_changes>
  requires(!std::is_same_v<std::remove_cvref_t<Call>, process_options>)
[[nodiscard]] auto process_task(Call &&call, const Changed &changed = {}) {
  return process_task<T>(process_options(), std::forward<Call>(call), changed);
}

/// The same, and waits for it: gives what the call returns.
template <class Call, detail::changes Changed = detail::nothing_changes>
auto isolated(const process_options &options, Call &&call, const Changed &changed = {}) {
  using result = std::remove_cvref_t<decltype(call())>;
  detail::process_stack_call<result, Changed> task(options, call, changed);
  return static_cast<result>(std::move(task).get());
}
template <class Call, detail::changes Changed = detail::nothing_changes>
  requires(!std::is_same_v<std::remove_cvref_t<Call>, process_options>)
auto isolated(Call &&call, const Changed &changed = {}) {
  return isolated(process_options(), std::forward<Call>(call), changed);
}

} // namespace xfork

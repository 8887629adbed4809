// Calls in processes that are there already: some microseconds instead of the cost of a fork.
//
//   double root = xfork::block_warm_process(newton, 2.0);                  // waits
//   xfork::lazy<double> other = xfork::warm_process(newton, 3.0);        // does not
//
// Not snapshots: the process was forked earlier, for an earlier call. So the function and its arguments are all that
// reaches it.
#pragma once

#include "xfork/process/errors.hpp"
#include "xfork/process/process_result.hpp"
#include "xfork/process/start.hpp"
#include "xfork/result/fork.hpp"
#include "xfork/result/invoke.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <tuple>
#include <type_traits>
#include <utility>

namespace xfork {
namespace detail {

/// In the other process: reads the arguments, calls, writes the result.
using warm_function = void (*)(reader &in, writer &out);

/// Throws what the call has thrown, or how its process died. `arguments` begins with the options.
XFORK_API parcel call_warm(const process_options &options, warm_function function, writer &arguments);

/// A function is the same one in a process forked from the same program. So is what has no state.
template <class F>
inline constexpr bool is_function = std::is_member_function_pointer_v<F> ||
                                    (std::is_pointer_v<F> && std::is_function_v<std::remove_pointer_t<F>>);
template <class F> inline constexpr bool has_no_state = std::is_empty_v<F> && std::is_default_constructible_v<F>;

template <class F, class... Arguments> struct warm_call {
  using result = std::remove_cvref_t<decltype(detail::invoke(std::declval<F &>(), std::declval<Arguments>()...))>;

  static void write(writer &out, const F &f, const Arguments &...arguments) {
    if constexpr (is_function<F>)
      out.write(&f, sizeof f);
    (xfork::write(out, arguments), ...);
  }
  static void run(reader &in, writer &out) {
    F f = read_function(in);
    std::tuple<Arguments...> arguments{xfork::read<Arguments>(in)...};
    write_result<result>(out, [&]() -> decltype(auto) {
      return std::apply(
          [&](Arguments &...each) -> decltype(auto) { return detail::invoke(f, std::move(each)...); }, arguments);
    });
  }

private:
  static F read_function([[maybe_unused]] reader &in) {
    if constexpr (is_function<F>) {
      F f = nullptr;
      in.read(&f, sizeof f);
      return f;
    } else {
      return F();
    }
  }
};

} // namespace detail

/// Calls `f(arguments…)` in a process that was forked earlier, and waits for the result. `f` is a function, a member
/// function or a lambda without captures; the arguments travel, as results do (serialise.hpp), and reach it as rvalues.
/// What else it reads is as it was when that process was forked, or as an earlier call there has left it; what it
/// changes is lost to the program. Files of the program, but for the first three, are closed there.
///
/// Throws what the call has thrown, process_died, or limit_exceeded. A process that dies is replaced. There are as many
/// as processors, forked when they are first needed; with all of them busy, the call waits for one. In serial mode, and
/// only then, the call is made here.
template <class F, class... Arguments>
auto block_warm_process(const process_options &options, F &&f, Arguments &&...arguments) {
  using function = std::decay_t<F>;
  using call = detail::warm_call<function, std::decay_t<Arguments>...>;
  using result = typename call::result;
  static_assert(detail::is_function<function> || detail::has_no_state<function>,
                "xfork: what is called in a warm process is a function or a lambda without captures; hand over as an "
                "argument what it needs");
  if (detail::runs_serially())
    return static_cast<result>(detail::invoke(f, std::decay_t<Arguments>(std::forward<Arguments>(arguments))...));
  writer out;
  xfork::write(out, options);
  call::write(out, f, arguments...);
  reader in(detail::call_warm(options, &call::run, out));
  return detail::read_result<result>(in);
}
template <class F, class... Arguments>
  requires(!std::is_same_v<std::remove_cvref_t<F>, process_options>)
auto block_warm_process(F &&f, Arguments &&...arguments) {
  return xfork::block_warm_process(process_options(), std::forward<F>(f), std::forward<Arguments>(arguments)...);
}

/// The same at once, with a lazy value. Function and arguments are copied or moved now.
template <class F, class... Arguments>
[[nodiscard]] auto warm_process(const process_options &options, F &&f, Arguments &&...arguments) {
  const auto call = [options](const auto &...what) { return xfork::block_warm_process(options, what...); };
  return xfork::io_bound(call, std::forward<F>(f), std::forward<Arguments>(arguments)...);
}
template <class F, class... Arguments>
  requires(!std::is_same_v<std::remove_cvref_t<F>, process_options>)
[[nodiscard]] auto warm_process(F &&f, Arguments &&...arguments) {
  return xfork::warm_process(process_options(), std::forward<F>(f), std::forward<Arguments>(arguments)...);
}

} // namespace xfork

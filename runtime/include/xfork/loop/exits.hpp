// Leaving a parallel loop before its end, with the meaning it has in the serial program: the lowest iteration that leaves
// wins, and what later ones have gathered in options is dropped.
//
//   if (auto found = xfork::for_loop(xfork::below<int>(0, n), xfork::returns<int>(), [&](int i, auto &loop) {
//         if (a[i] == wanted)
//           return loop.leave_with(i); }))
//     return *found;
#pragma once

#include "xfork/loop/options.hpp"

#include <optional>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// What the body sees. Each ends the iteration's loop; the body must return then.
class exit_part {
public:
  bool left = false;
  bool leaving = false;

  /// `break`
  void stop() noexcept { left = true; }
  /// `goto` or `return` out of the loop
  void leave() noexcept { left = leaving = true; }
};

struct exits_option : option_base {
  using part = exit_part;
  static constexpr bool may_leave = true;

  bool leaving = false;

  static part open() noexcept { return {}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&mine) noexcept { leaving |= mine.leaving; }
  bool take_result() const noexcept { return leaving; }
};

/// References are returned as pointers.
template <class T> using kept_result =
    std::conditional_t<std::is_reference_v<T>, std::remove_reference_t<T> *, std::optional<std::remove_cv_t<T>>>;

template <class T> class returning_part {
public:
  bool left = false;
  kept_result<T> result{};

  returning_part() noexcept {}
  /// Without a result there is nothing to move, not even the bytes of one.
  returning_part(returning_part &&other) : left(other.left) {
    if (other.result)
      result = std::move(other.result);
  }
  returning_part &operator=(returning_part &&other) {
    left = other.left;
    if (other.result)
      result = std::move(other.result);
    return *this;
  }

  /// `break`
  void stop() noexcept { left = true; }
  /// `return value`
  template <class Value> void leave_with(Value &&value) {
    if constexpr (std::is_reference_v<T>) {
      T reference = std::forward<Value>(value);
      result = &reference;
    } else {
      result.emplace(std::forward<Value>(value));
    }
    left = true;
  }
};

template <class T> struct returns_option : option_base {
  using part = returning_part<T>;
  static constexpr bool may_leave = true;

  kept_result<T> result{};

  static part open() noexcept { return {}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&mine) {
    if (mine.result)
      result = std::move(mine.result);
  }
  kept_result<T> take_result() { return std::move(result); }
};

} // namespace detail

/// The body gets a reference to an object with `stop()` for `break` and `leave()` for `goto` and `return`, either to be
/// followed by `return`. The loop returns whether it was left by leave().
inline detail::exits_option exits() noexcept { return {}; }

/// The same with `stop()` and `leave_with(value)`. The loop returns the value as a std::optional<T>, empty if there is
/// none; of a reference T &, a pointer.
template <class T> detail::returns_option<T> returns() { return {}; }

} // namespace xfork

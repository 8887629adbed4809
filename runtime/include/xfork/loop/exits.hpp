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

/// What is returned, made only where an iteration leaves the loop: until then parts are two words, whatever T is.
template <class T> class returned_value {
public:
  returned_value() noexcept = default;
  returned_value(returned_value &&other) noexcept : m_value(std::exchange(other.m_value, nullptr)) {}
  returned_value &operator=(returned_value &&other) noexcept {
    std::swap(m_value, other.m_value);
    return *this;
  }
  ~returned_value() { delete m_value; }

  void set(T &&value) { m_value = new std::remove_cv_t<T>(std::forward<T>(value)); }
  explicit operator bool() const noexcept { return m_value; }
  T &operator*() const noexcept { return *m_value; }
  std::optional<std::remove_cv_t<T>> take() {
    if (!m_value)
      return std::nullopt;
    return std::move(*m_value);
  }

private:
  std::remove_cv_t<T> *m_value = nullptr;
};

/// References are returned as pointers.
template <class T> class returned_value<T &> {
public:
  void set(T &value) noexcept { m_value = &value; }
  explicit operator bool() const noexcept { return m_value; }
  T *take() const noexcept { return m_value; }

private:
  T *m_value = nullptr;
};

template <class T> struct returning_part {
  bool left = false;
  returned_value<T> value{};

  /// `break`
  void stop() noexcept { left = true; }
  /// `return result`, converted as `return` converts it.
  void leave_with(T result) {
    value.set(std::forward<T>(result));
    left = true;
  }
};

template <class T> struct returns_option : option_base {
  using part = returning_part<T>;
  static constexpr bool may_leave = true;

  returned_value<T> value{};

  returns_option() noexcept = default;
  /// Options are copied only before the loop runs, when there is no value yet.
  returns_option(const returns_option &) noexcept {}

  static part open() noexcept { return {}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&mine) noexcept {
    if (mine.value)
      value = std::move(mine.value);
  }
  auto take_result() { return value.take(); }
};

/// What a variable is given on the way out.
template <class T> class exit_part_value : public returned_value<T> {
public:
  T &operator=(T value) {
    this->set(std::move(value));
    return **this;
  }
};

/// Target: a variable, or the part of it that a loop around this one has.
template <class T, class Target> struct exit_value_option : option_base {
  using part = exit_part_value<T>;

  Target *target;

  explicit exit_value_option(Target *t) noexcept : target(t) {}
  static part open() noexcept { return {}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&mine) const {
    if (mine)
      *target = std::move(*mine);
  }
};

} // namespace detail

/// The body gets a reference to something that it may only assign to, and only where it leaves the loop then, or throws;
/// `variable` gets that value. What iterations behind that one have assigned is dropped.
template <class T> auto exit_value(T &variable) { return detail::exit_value_option<T, T>(&variable); }
template <class T> auto exit_value(detail::exit_part_value<T> &part) {
  return detail::exit_value_option<T, detail::exit_part_value<T>>(&part);
}
/// The same for what `pointer` points to, which may be null if nothing is assigned.
template <class T> auto exit_value_at(T *pointer) { return detail::exit_value_option<T, T>(pointer); }
template <class T> auto exit_value_at(detail::exit_part_value<T> &part) { return exit_value(part); }

/// The body gets a reference to an object with `stop()` for `break` and `leave()` for `goto` and `return`, either to be
/// followed by `return`. The loop returns whether it was left by leave().
inline detail::exits_option exits() noexcept { return {}; }

/// The same with `stop()` and `leave_with(value)`. The loop returns the value as a std::optional<T>, empty if there is
/// none; of a reference T &, a pointer.
template <class T> detail::returns_option<T> returns() { return {}; }

} // namespace xfork

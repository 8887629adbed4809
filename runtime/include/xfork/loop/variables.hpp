// Variables declared outside a loop of which each iteration uses its own.
//
//   int i, j; double row[8];
//   xfork::for_loop(xfork::below<int>(0, n), xfork::index(i), xfork::last_value(j), xfork::scratch(row),
//                   [&](int i_now, auto &j_own, auto &row_own) { … });
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/loop/options.hpp"

#include <cstddef>
#include <optional>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// `to = from`, also for arrays; moves unless `from` is const.
template <class T, class U> void assign_state(T &to, U &from) {
  if constexpr (std::is_array_v<T>)
    for (std::size_t n = 0; n != std::extent_v<T>; ++n)
      assign_state(to[n], from[n]);
  else if constexpr (std::is_const_v<U>)
    to = from;
  else
    to = std::move(from);
}

/// memcpy, in a way that lets no compiler warn that `from` has not been given a value: it need not have.
XFORK_API void copy_bytes(void *to, void *from, std::size_t size) noexcept;

/// A copy of a variable for somebody else's use; what cannot be copied is made anew. Plain bytes are copied without
/// being looked at, as the variable need not have been given a value yet.
template <class T> struct own_copy {
  T value;

  explicit own_copy(const T &original) : value(copy(original)) {}

private:
  static T copy(const T &original) {
    if constexpr (std::is_trivially_copyable_v<T> && std::is_trivially_default_constructible_v<T>) {
      T result;
      copy_bytes(&result, const_cast<T *>(&original), sizeof(T));
      return result;
    } else if constexpr (std::is_copy_constructible_v<T>) {
      return original;
    } else {
      return T();
    }
  }
};

template <class T, std::size_t Size> struct own_copy<T[Size]> {
  T value[Size];

  explicit own_copy(const T (&original)[Size]) {
    if constexpr (std::is_trivially_copyable_v<std::remove_all_extents_t<T>>)
      copy_bytes(&value, const_cast<T(*)[Size]>(&original), sizeof value);
    else
      assign_state(value, original);
  }
};

template <class T> struct index_option : option_base {
  struct part {
    T now;
    bool ended_early;
  };

  T &variable;

  explicit index_option(T &v) noexcept : variable(v) {}
  template <class Space> void begin(const Space &space) const { variable = static_cast<T>(space.end_value()); }
  part open() const { return {own_copy<T>(variable).value, false}; }
  template <class Cursor, class Next>
  static XFORK_INLINE void arguments(part &mine, lane &, Cursor &at, const Next &next) {
    mine.now = static_cast<T>(at);
    next();
  }
  static void close(part &mine, lane &, chunk_end end) noexcept { mine.ended_early = end == chunk_end::early; }
  void fold(part &&mine) const {
    if (mine.ended_early)
      variable = std::move(mine.now);
  }
};

template <class T> struct scratch_option : option_base {
  using lane = own_copy<T>;
  struct part {};
  using adds = added<T>;

  T &variable;

  explicit scratch_option(T &v) noexcept : variable(v) {}
  lane open_lane() const { return lane(variable); }
  static part open() noexcept { return {}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &, lane &own, Cursor &, const Next &next) {
    next(own.value);
  }
  static void close(part &, lane &, chunk_end) noexcept {}
  static void fold(part &&) noexcept {}
};

template <class T> struct last_value_option : option_base {
  using lane = own_copy<T>;
  using part = std::optional<lane>;
  using adds = added<T>;

  T &variable;

  explicit last_value_option(T &v) noexcept : variable(v) {}
  lane open_lane() const { return lane(variable); }
  static part open() noexcept { return {}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &, lane &own, Cursor &, const Next &next) {
    next(own.value);
  }
  static void close(part &mine, lane &own, chunk_end end) {
    if (end != chunk_end::more_follow)
      mine.emplace(std::move(own));
  }
  void fold(part &&mine) const {
    if (mine)
      assign_state(variable, mine->value);
  }
};

/// A part begins as a copy, so that one that nothing has changed tells.
template <class T> struct changed_value_option : option_base {
  using part = T;
  using adds = added<T>;

  T &variable;
  const T original;

  explicit changed_value_option(T &v) : variable(v), original(v) {}
  part open() const { return original; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&mine) const {
    if (!(mine == original))
      variable = std::move(mine);
  }
};

} // namespace detail

/// `variable` gets the value that the loop's index has when the serial loop ends, be it at its end, by leaving or by an
/// exception. Adds nothing to the body's parameters: the body has its own index.
template <class T> auto index(T &variable) { return detail::index_option<T>(variable); }

/// The body gets a reference to a `variable` of its thread's own, which holds nothing it may rely on: what `variable` held
/// before the loop, or what an earlier iteration left. `variable` itself stays as it is.
template <class T> auto scratch(T &variable) { return detail::scratch_option<T>(variable); }

/// The same; and in the end `variable` gets the value of the last iteration. Every iteration must assign it, or none. After an exception it
/// has the value of the iteration that threw, if that one had assigned it before, and any value otherwise.
template <class T> auto last_value(T &variable) { return detail::last_value_option<T>(variable); }

/// The body gets a copy; if an iteration changes it, `variable` gets that value. All iterations that do must give it the
/// same one, or leave the loop.
template <class T> auto changed_value(T &variable) { return detail::changed_value_option<T>(variable); }

} // namespace xfork

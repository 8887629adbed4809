// What may stand between the range of a parallel loop and its body: reductions, and a grain.
#pragma once

#include <cstdint>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// At least this many iterations a task.
struct grain_option {
  std::uint64_t iterations;
};

/// A variable that the iterations fold into with `Operation`. Each chunk folds into a part of its own, which begins
/// with the operation's identity; the parts are folded into the variable in the order of the chunks.
template <class T, class Operation> struct reduction {
  using part = std::remove_cv_t<T>;

  T &variable;

  part identity() const { return Operation::identity(static_cast<const T &>(variable)); }
  void fold(part &&value) const { Operation::fold(variable, std::move(value)); }
};

template <class T> constexpr bool is_reduction = false;
template <class T, class Operation> constexpr bool is_reduction<reduction<T, Operation>> = true;

// Identities as in the Parallelism TS. The casts are for small integers, whose arithmetic is int's.
struct fold_plus {
  template <class T> static T identity(const T &) { return T(); }
  template <class T> static void fold(T &into, T &&value) { into = static_cast<T>(std::move(into) + std::move(value)); }
};
struct fold_multiplies {
  template <class T> static T identity(const T &) { return static_cast<T>(1); }
  template <class T> static void fold(T &into, T &&value) { into = static_cast<T>(std::move(into) * std::move(value)); }
};
struct fold_bit_and {
  template <class T> static T identity(const T &) {
    if constexpr (std::is_same_v<T, bool>)
      return true;
    else
      return static_cast<T>(~T());
  }
  template <class T> static void fold(T &into, T &&value) { into = static_cast<T>(into & value); }
};
struct fold_bit_or {
  template <class T> static T identity(const T &) { return T(); }
  template <class T> static void fold(T &into, T &&value) { into = static_cast<T>(into | value); }
};
struct fold_bit_xor {
  template <class T> static T identity(const T &) { return T(); }
  template <class T> static void fold(T &into, T &&value) { into = static_cast<T>(into ^ value); }
};
struct fold_logical_and {
  template <class T> static T identity(const T &) { return static_cast<T>(true); }
  template <class T> static void fold(T &into, T &&value) { into = static_cast<T>(into && value); }
};
struct fold_logical_or {
  template <class T> static T identity(const T &) { return static_cast<T>(false); }
  template <class T> static void fold(T &into, T &&value) { into = static_cast<T>(into || value); }
};
/// Of equal values the first one stays, as with `if (value < min) min = value`.
struct fold_min {
  template <class T> static T identity(const T &original) { return original; }
  template <class T> static void fold(T &into, T &&value) {
    if (value < into)
      into = std::move(value);
  }
};
struct fold_max {
  template <class T> static T identity(const T &original) { return original; }
  template <class T> static void fold(T &into, T &&value) {
    if (into < value)
      into = std::move(value);
  }
};

} // namespace detail

/// At least `iterations` iterations a task (1 if given less).
template <class N> constexpr detail::grain_option grain(N iterations) noexcept {
  static_assert(std::is_integral_v<N>, "xfork: a grain is a number of iterations");
  return {iterations > 1 ? static_cast<std::uint64_t>(iterations) : 1};
}

/// Each adds one parameter to the body, a reference to the chunk's part of `variable`, in the order they are given.
/// The result is the serial one wherever the operation is associative, and always the same on any number of workers.
template <class T> detail::reduction<T, detail::fold_plus> reduction_plus(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_multiplies> reduction_multiplies(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_min> reduction_min(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_max> reduction_max(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_bit_and> reduction_bit_and(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_bit_or> reduction_bit_or(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_bit_xor> reduction_bit_xor(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_logical_and> reduction_logical_and(T &variable) { return {variable}; }
template <class T> detail::reduction<T, detail::fold_logical_or> reduction_logical_or(T &variable) { return {variable}; }

} // namespace xfork

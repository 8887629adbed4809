// Folds in the order of the iterations: bit for bit what the serial loop computes, also where rounding makes the order
// matter.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::ordered_plus(sum), [&](int i, auto &sum_part) { sum_part += a[i]; });
#pragma once

#include "xfork/base/growing_array.hpp"
#include "xfork/loop/in_order_job.hpp"
#include "xfork/loop/options.hpp"

#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// What a chunk folds into `variable`: done at once if no other chunk runs, else noted down until it is its turn.
template <class T, class Operation> class fold_record {
  /// Wide enough for every operand that is not wider than the variable, and for a double that goes into a float. A float's
  /// sum or product of doubles' width rounds to the same float.
  using operand = std::conditional_t<std::is_same_v<T, float>, double, T>;

public:
  explicit fold_record(T *variable) noexcept : m_variable(variable) {}
  fold_record(fold_record &&) noexcept = default;
  fold_record &operator=(fold_record &&) noexcept = default;
  /// To itself, see below.
  fold_record &operator=(const fold_record &) noexcept { return *this; }

  template <class U> fold_record &operator+=(const U &value) requires(Operation::adds) { return add(value); }
  template <class U> fold_record &operator-=(const U &value) requires(Operation::adds) { return add(-converted(value)); }
  fold_record &operator++() requires(Operation::adds) { return add(1); }
  fold_record &operator--() requires(Operation::adds) { return add(-1); }
  void operator++(int) requires(Operation::adds) { add(1); }
  void operator--(int) requires(Operation::adds) { add(-1); }
  template <class U> fold_record &operator*=(const U &value) requires(!Operation::adds) { return add(value); }

  // `sum = sum + a - b`: each operator does its part, and the assignment of the record to itself nothing.
  template <class U> friend fold_record &operator+(fold_record &sum, const U &value) { return sum += value; }
  template <class U> friend fold_record &operator+(const U &value, fold_record &sum) { return sum += value; }
  template <class U> friend fold_record &operator-(fold_record &sum, const U &value) { return sum -= value; }
  template <class U> friend fold_record &operator*(fold_record &product, const U &value) { return product *= value; }
  template <class U> friend fold_record &operator*(const U &value, fold_record &product) { return product *= value; }

  void fold_into(T &variable) {
    for (const operand &value : m_operands)
      Operation::apply(variable, value);
    m_operands = {};
  }

private:
  template <class U> static operand converted(const U &value) {
    if constexpr (std::is_integral_v<U>) // as the usual conversions have it
      return static_cast<operand>(static_cast<T>(value));
    static_assert(!std::is_arithmetic_v<T> || std::is_same_v<std::common_type_t<operand, U>, operand>,
                  "xfork: an ordered fold of operands that are wider than the variable; convert them");
    return static_cast<operand>(value);
  }
  template <class U> fold_record &add(const U &value) {
    if (m_variable)
      Operation::apply(*m_variable, converted(value));
    else
      m_operands.push_back(converted(value));
    return *this;
  }

  T *m_variable;
  growing_array<operand> m_operands{};
};

struct in_order_plus {
  static constexpr bool adds = true;
  template <class T, class U> static void apply(T &variable, const U &value) { variable = static_cast<T>(variable + value); }
};
struct in_order_multiplies {
  static constexpr bool adds = false;
  template <class T, class U> static void apply(T &variable, const U &value) { variable = static_cast<T>(variable * value); }
};

template <class T, class Operation> struct ordered_fold_option : option_base {
  using part = fold_record<T, Operation>;
  static constexpr bool in_order = true;

  T &variable;

  explicit ordered_fold_option(T &v) noexcept : variable(v) {}
  part open(const chunk_place &place) const { return part(place.is_alone() ? &variable : nullptr); }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void deliver(part &mine) const { mine.fold_into(variable); }
  static void fold(part &&) noexcept {}
};

} // namespace detail

/// The body may add to its part of `variable`, or subtract, and do nothing else with it; that happens to `variable` in
/// the order of the iterations.
template <class T> auto ordered_plus(T &variable) {
  return detail::ordered_fold_option<T, detail::in_order_plus>(variable);
}
/// The same for multiplying.
template <class T> auto ordered_multiplies(T &variable) {
  return detail::ordered_fold_option<T, detail::in_order_multiplies>(variable);
}

} // namespace xfork

// Reductions by an operation of the program's own.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::reduction(gcd, g), [&](int i, auto &g_part) { g_part.fold(a[i]); });
#pragma once

#include "xfork/loop/options.hpp"

#include <optional>
#include <utility>

namespace xfork {

namespace detail {

struct assigned_fold {
  template <class T, class Operation> static void combine(const Operation &operation, T &into, T &&value) {
    into = operation(into, std::move(value));
  }
};
struct fold_in_place {
  template <class T, class Operation> static void combine(const Operation &operation, T &into, T &&value) {
    static_cast<void>(operation(into, std::move(value)));
  }
};

/// A chunk begins with its first element, so that no operation needs an identity.
template <class T, class Operation, class How> class user_fold {
public:
  explicit user_fold(const Operation &operation) noexcept : m_operation(&operation) {}

  void fold(T element) {
    if (m_value)
      How::combine(*m_operation, *m_value, std::move(element));
    else
      m_value.emplace(std::move(element));
  }
  void fold_into(T &variable) {
    if (m_value)
      How::combine(*m_operation, variable, std::move(*m_value));
  }

private:
  const Operation *m_operation;
  std::optional<T> m_value;
};

template <class T, class Operation, class How> struct user_reduction : option_base {
  using part = user_fold<T, Operation, How>;

  const Operation operation;
  T &variable;

  user_reduction(const Operation &o, T &v) : operation(o), variable(v) {}
  part open() const noexcept { return part(operation); }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&mine) const { mine.fold_into(variable); }
};

} // namespace detail

/// The body calls `fold(element)` of its part, which means `variable = operation(variable, element)`. The result is the
/// serial one where the operation is associative, and always the same on any number of workers. The operation is called
/// from several threads at a time, and combines a T with a T.
template <class T, class Operation> auto reduction(const Operation &operation, T &variable) {
  return detail::user_reduction<T, std::decay_t<const Operation &>, detail::assigned_fold>(operation, variable);
}

/// The same with an operation that changes its first argument: `operation(variable, element)`.
template <class T, class Operation> auto reduction_in_place(const Operation &operation, T &variable) {
  return detail::user_reduction<T, std::decay_t<const Operation &>, detail::fold_in_place>(operation, variable);
}

} // namespace xfork

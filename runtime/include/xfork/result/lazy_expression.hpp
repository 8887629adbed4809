// Arithmetic on values that may not be there yet.
//
//   auto total = xfork::fork(f) * 2 + xfork::fork(g);   // waits for nothing
//   total += 3;                                        // nor does this; constant time
//   std::cout << total;                                // computes it
#pragma once

#include "xfork/result/lazy.hpp"
#include "xfork/result/lazy_outcome.hpp"

#include <type_traits>
#include <utility>

// The operands have lost what a compiler would excuse: that one is a literal, or a constant in range.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wfloat-conversion"
#pragma GCC diagnostic ignored "-Wsign-compare"

namespace xfork {
namespace detail {

// --- operands: lazy values, and values that are stored as they are ---

template <class A> struct plain_type {
  using type = A;
};
template <class T> struct plain_type<lazy<T>> {
  using type = std::remove_cvref_t<T>;
};
/// Of the value that an operand stands for.
template <class A> using plain = typename plain_type<std::remove_cvref_t<A>>::type;

template <class A> basic_task *missing_in(const A &) noexcept { return nullptr; }
template <class T> basic_task *missing_in(const lazy<T> &operand) noexcept {
  basic_task *node = node_of(operand);
  return is_finished(*node) ? nullptr : node;
}
template <class A> basic_task *failed_in(const A &) noexcept { return nullptr; }
template <class T> basic_task *failed_in(const lazy<T> &operand) noexcept {
  basic_task *node = node_of(operand);
  return node->state.load().status() == task_status::threw ? node : nullptr;
}
template <class A> void check_operand(const A &) noexcept {}
template <class T> void check_operand(const lazy<T> &operand) {
  if (!operand.valid())
    throw empty_lazy();
}

template <class A> const A &read(const A &operand) noexcept { return operand; }
template <class T> value_of<T> read(const lazy<T> &operand) { return operand.get(); }

/// Whether nobody else can see the operand, so that it may be moved from: a string that grows is not copied each time.
template <class A> bool is_ours(const A &) noexcept { return true; }
template <class T> bool is_ours(const lazy<T> &operand) noexcept { return node_of(operand)->handles.load_acquire() == 1; }
template <class A> A &own(A &operand) noexcept { return operand; }
template <class T> T &own(lazy<T> &operand) { return outcome_of<lazy_outcome<T>>(*node_of(operand)).value.get(); }

template <class A>
inline constexpr bool worth_moving = std::is_class_v<A> && !std::is_trivially_copyable_v<A> &&
                                     std::is_move_constructible_v<A>;

// --- nodes ---

/// `operation(left, right)`, or of `left` alone (Right is then nothing). At most 64 bytes with two lazy operands.
struct nothing {};

template <class Left, class Right> struct operands {
  Left left;
  [[no_unique_address]] Right right;
  fork_site site; ///< where the expression is written, if it was not computed there
};

template <class T, class Operation, class Left, class Right> struct expression_node final : basic_task {
  expression_node(Left &&left, Right &&right)
      : basic_task(expression_kind), m_part(std::move(left), std::move(right)) {}

  bool can_be_computed() noexcept { return !missing_operand(*this); }
  void is_written_at(fork_site site) noexcept { m_part.recipe.site = site; }

private:
  using needs = operands<Left, Right>;

  union part {
    part(Left &&left, Right &&right) : recipe{std::move(left), std::move(right), {}} {}
    ~part() {}

    needs recipe;
    lazy_outcome<T> result;
  };

  static expression_node &self(basic_task &task) noexcept { return static_cast<expression_node &>(task); }

  static basic_task *missing_operand(basic_task &task) noexcept {
    needs &recipe = self(task).m_part.recipe;
    basic_task *left = missing_in(recipe.left);
    return left ? left : missing_in(recipe.right);
  }

  static task_status compute(basic_task &task) noexcept {
    part &here = self(task).m_part;
    try {
      needs taken(std::move(here.recipe));
      here.recipe.~needs();
      return compute_from(taken, here.result);
    } catch (any_exception &) { // from moving a stored value
      here.recipe.~needs();
      return here.result.fail(capture_error());
    }
  }
  static task_status compute_from(needs &taken, lazy_outcome<T> &result) noexcept {
    if (basic_task *failed = failed_in(taken.left))
      return result.fail(inherit_error(*failed));
    if (basic_task *failed = failed_in(taken.right))
      return result.fail(inherit_error(*failed));
    return result.store([&]() -> T { return Operation::template apply<T>(taken.left, taken.right); }, taken.site);
  }

  static void destroy(basic_task &task, lazy_garbage &garbage) noexcept {
    if (is_finished(task)) {
      destroy_outcome<T>(task);
    } else {
      needs &recipe = self(task).m_part.recipe;
      drop(recipe.left, garbage);
      drop(recipe.right, garbage);
      recipe.~needs();
    }
    delete &self(task);
  }

  template <class A> static void drop(A &, lazy_garbage &) noexcept {}
  template <class U> static void drop(lazy<U> &operand, lazy_garbage &garbage) noexcept {
    garbage.drop(disown(operand));
  }

  static constexpr lazy_kind expression_kind{
      {&compute}, lazy_shape::expression, offset_after<basic_task, part>, &destroy, &missing_operand};

  part m_part;
};

/// Without waiting. Inlined, as fork() is. What is there already is computed at once, so that a sum of values that come in time stays short.
template <class T, class Operation, class Left, class Right = nothing>
XFORK_INLINE lazy<T> make_expression(Left left, Right right = {}) {
  check_operand(left);
  check_operand(right);
  auto *node = new expression_node<T, Operation, Left, Right>(std::move(left), std::move(right));
  if (node->can_be_computed())
    end_task(*node, node->kind->run(*node));
  else
    node->is_written_at(record_fork_site());
  return adopt_node<T>(*node);
}

template <class Left, class Right>
inline constexpr bool any_lazy = is_lazy<std::remove_cvref_t<Left>> || is_lazy<std::remove_cvref_t<Right>>;

/// `left op= right`, on a copy unless nobody else can see it.
template <class T, class Left, class Right, class Assign> T assign_to(Left &left, Right &right, Assign assign) {
  const auto value_and_right = [&](T &&value) -> T {
    assign(value, read(right));
    return std::move(value);
  };
  if constexpr (worth_moving<T>)
    if (is_ours(left))
      return value_and_right(std::move(own(left)));
  return value_and_right(T(read(left)));
}

} // namespace detail

// An operator that gives a reference (a stream's <<) is no arithmetic: see below.
#define XFORK_BINARY(op, name)                                                                                \
  namespace detail {                                                                                          \
  struct name {                                                                                               \
    template <class T, class Left, class Right> static T apply(Left &left, Right &right) {                    \
      if constexpr (worth_moving<plain<Left>>)                                                                \
        if (is_ours(left))                                                                                    \
          return static_cast<T>(std::move(own(left)) op read(right));                                         \
      return static_cast<T>(read(left) op read(right));                                                       \
    }                                                                                                         \
  };                                                                                                          \
  struct name##_assign {                                                                                      \
    template <class T, class Left, class Right> static T apply(Left &left, Right &right) {                    \
      return assign_to<T>(left, right, [](T &value, const auto &by) { value op##= by; });                     \
    }                                                                                                         \
  };                                                                                                          \
  template <class Left, class Right>                                                                          \
  concept has_##name = requires(value_of<plain<Left>> left, value_of<plain<Right>> right) {                   \
    requires !std::is_reference_v<decltype(left op right)>;                                                   \
  };                                                                                                          \
  }                                                                                                           \
  template <class Left, class Right>                                                                          \
    requires(detail::any_lazy<Left, Right> && detail::has_##name<Left, Right>)                                \
  XFORK_INLINE auto operator op(Left &&left, Right &&right) {                                                 \
    using result = decltype(std::declval<detail::value_of<detail::plain<Left>>>()                             \
                                op std::declval<detail::value_of<detail::plain<Right>>>());                   \
    return detail::make_expression<std::remove_cv_t<result>, detail::name, std::decay_t<Left>,                \
                                   std::decay_t<Right>>(std::forward<Left>(left), std::forward<Right>(right)); \
  }                                                                                                           \
  template <class T, class Right>                                                                             \
    requires requires(T &value, detail::value_of<detail::plain<Right>> right) { value op##= right; }          \
  XFORK_INLINE lazy<T> &operator op##=(lazy<T> &left, Right &&right) {                                        \
    detail::check_operand(left);                                                                              \
    detail::check_operand(right);                                                                             \
    std::decay_t<Right> by(std::forward<Right>(right)); /* first, for it may be `left` */                     \
    left = detail::make_expression<T, detail::name##_assign, lazy<T>, std::decay_t<Right>>(std::move(left),   \
                                                                                           std::move(by));    \
    return left;                                                                                              \
  }

XFORK_BINARY(+, plus)
XFORK_BINARY(-, minus)
XFORK_BINARY(*, multiplies)
XFORK_BINARY(/, divides)
XFORK_BINARY(%, modulus)
XFORK_BINARY(&, bit_and)
XFORK_BINARY(|, bit_or)
XFORK_BINARY(^, bit_xor)
XFORK_BINARY(<<, shift_left)
XFORK_BINARY(>>, shift_right)
#undef XFORK_BINARY

#define XFORK_UNARY(op, name)                                                                                 \
  namespace detail {                                                                                          \
  struct name {                                                                                               \
    template <class T, class Operand> static T apply(Operand &operand, nothing &) {                           \
      return static_cast<T>(op read(operand));                                                                \
    }                                                                                                         \
  };                                                                                                          \
  }                                                                                                           \
  template <class T>                                                                                          \
    requires requires(detail::value_of<T> value) { op value; }                                                \
  XFORK_INLINE auto operator op(lazy<T> operand) {                                                            \
    using result = std::remove_cvref_t<decltype(op std::declval<detail::value_of<T>>())>;                     \
    return detail::make_expression<result, detail::name>(std::move(operand));                                 \
  }

XFORK_UNARY(+, promote)
XFORK_UNARY(-, negate)
XFORK_UNARY(~, bit_not)
#undef XFORK_UNARY

// Comparisons wait.
#define XFORK_COMPARISON(op)                                                                                  \
  template <class Left, class Right>                                                                          \
    requires(detail::any_lazy<Left, Right> &&                                                                 \
             requires(detail::value_of<detail::plain<Left>> left, detail::value_of<detail::plain<Right>> right) { \
               left op right;                                                                                 \
             })                                                                                               \
  decltype(auto) operator op(const Left &left, const Right &right) {                                          \
    return detail::read(left) op detail::read(right);                                                         \
  }

XFORK_COMPARISON(==)
XFORK_COMPARISON(!=)
XFORK_COMPARISON(<)
XFORK_COMPARISON(<=)
XFORK_COMPARISON(>)
XFORK_COMPARISON(>=)
#undef XFORK_COMPARISON

/// A stream, or whatever else gives a reference: waits.
template <class Left, class T>
  requires(!detail::is_lazy<std::remove_cvref_t<Left>> &&
           requires(Left &&left, detail::value_of<T> value) {
             requires std::is_reference_v<decltype(std::forward<Left>(left) << value)>;
           })
decltype(auto) operator<<(Left &&left, const lazy<T> &right) {
  return std::forward<Left>(left) << right.get();
}

} // namespace xfork

#pragma GCC diagnostic pop

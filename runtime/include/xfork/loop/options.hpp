// What may stand between the range of a parallel loop and its body: what an option is, reductions, and a grain.
#pragma once

#include "xfork/base/attributes.hpp"

#include <cstdint>
#include <tuple>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// At least this many iterations a task.
struct grain_option {
  std::uint64_t iterations;
};

/// The body mostly waits.
struct io_option {};

template <class... T> struct added {};

enum class chunk_end {
  more_follow, ///< there are later chunks
  complete,    ///< it was the loop's last one
  open_ended,  ///< it may have been the last one: nobody knows yet
  early,       ///< an iteration has thrown, or left the loop
};

/// What every option of a loop is to the loop (loop_body.hpp), with what most of them do:
///
///   lane    what a thread keeps from one chunk to the next; made once for each run of chunks
///   part    what a chunk gathers; kept until all chunks below it are done, then folded, in the order of the chunks
///
/// `arguments(part, lane, cursor, next)` calls `next` with what the option adds to the parameters of the body;
/// `close(part, lane, end)` ends a chunk.
struct option_base {
  struct lane {};
  static constexpr bool may_leave = false; ///< whether the body can end the loop
  /// Whether chunks are begun in order, and `deliver(part)` is called for one after the other as soon as all below have
  /// been delivered, by any thread but never by two; `open(place)` says of which chunk the part is.
  static constexpr bool in_order = false;
  using adds = added<>;                    ///< what the body's new parameters refer to

  /// Called once, before anything runs, also if nothing will.
  template <class Space> static void begin(const Space &) noexcept {}
  lane open_lane() const noexcept { return {}; }
  template <class Part> static void close(Part &, lane &, chunk_end) noexcept {}
  /// Least iterations per chunk that repay making and folding a part.
  static std::uint64_t least_chunk() noexcept { return 1; }
};

/// A variable that the iterations fold into with `Operation`. Each chunk folds into a part of its own, which begins
/// with the operation's identity; the parts are folded into the variable in the order of the chunks.
template <class T, class Operation> struct reduction : option_base {
  using part = std::remove_cv_t<T>;
  using adds = added<part>;

  T &variable;

  explicit reduction(T &v) noexcept : variable(v) {}
  part open() const { return Operation::identity(static_cast<const T &>(variable)); }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void fold(part &&value) const { Operation::fold(variable, std::move(value)); }
};

/// Variables that go with the smallest or largest one: those of the iteration that has it.
template <class T, class Operation, class... Companions> struct selection : option_base {
  struct part {
    std::remove_cv_t<T> value;
    std::tuple<Companions...> companions;
  };
  using adds = added<std::remove_cv_t<T>, Companions...>;

  T &variable;
  std::tuple<Companions &...> companions;

  explicit selection(T &v, Companions &...c) noexcept : variable(v), companions(c...) {}
  part open() const { return {variable, companions}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    std::apply([&](Companions &...own) XFORK_INLINE_LAMBDA { next(mine.value, own...); }, mine.companions);
  }
  void fold(part &&other) {
    if (!Operation::prefers(other.value, static_cast<const T &>(variable)))
      return;
    variable = std::move(other.value);
    companions = std::move(other.companions);
  }
};

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
  template <class T> static bool prefers(const T &value, const T &to) { return value < to; }
  template <class T> static T identity(const T &original) { return original; }
  template <class T> static void fold(T &into, T &&value) {
    if (prefers(value, into))
      into = std::move(value);
  }
};
struct fold_max {
  template <class T> static bool prefers(const T &value, const T &to) { return to < value; }
  template <class T> static T identity(const T &original) { return original; }
  template <class T> static void fold(T &into, T &&value) {
    if (prefers(value, into))
      into = std::move(value);
  }
};

} // namespace detail

/// At least `iterations` iterations a task (1 if given less).
template <class N> constexpr detail::grain_option grain(N iterations) noexcept {
  static_assert(std::is_integral_v<N>, "xfork: a grain is a number of iterations");
  return {iterations > 1 ? static_cast<std::uint64_t>(iterations) : 1};
}

/// The body mostly waits, for a disk, a server, a lock: iterations run on threads made for the purpose, up to 512 at a time,
/// whatever the number of workers. Chunks, order and exceptions are those of any loop.
constexpr detail::io_option io_body() noexcept { return {}; }

/// Each adds one parameter to the body, a reference to the chunk's part of `variable`, in the order they are given.
/// The result is the serial one wherever the operation is associative, and always the same on any number of workers.
template <class T> auto reduction_plus(T &variable) { return detail::reduction<T, detail::fold_plus>(variable); }
template <class T> auto reduction_multiplies(T &variable) { return detail::reduction<T, detail::fold_multiplies>(variable); }
template <class T> auto reduction_min(T &variable) { return detail::reduction<T, detail::fold_min>(variable); }
template <class T> auto reduction_max(T &variable) { return detail::reduction<T, detail::fold_max>(variable); }
/// The companions keep what they were given together with the smallest or largest value: one parameter each, behind
/// that of `variable`. Of equal values the first one counts.
template <class T, class... Companions> auto reduction_min(T &variable, Companions &...companions) {
  return detail::selection<T, detail::fold_min, Companions...>(variable, companions...);
}
template <class T, class... Companions> auto reduction_max(T &variable, Companions &...companions) {
  return detail::selection<T, detail::fold_max, Companions...>(variable, companions...);
}
template <class T> auto reduction_bit_and(T &variable) { return detail::reduction<T, detail::fold_bit_and>(variable); }
template <class T> auto reduction_bit_or(T &variable) { return detail::reduction<T, detail::fold_bit_or>(variable); }
template <class T> auto reduction_bit_xor(T &variable) { return detail::reduction<T, detail::fold_bit_xor>(variable); }
template <class T> auto reduction_logical_and(T &variable) { return detail::reduction<T, detail::fold_logical_and>(variable); }
template <class T> auto reduction_logical_or(T &variable) { return detail::reduction<T, detail::fold_logical_or>(variable); }

} // namespace xfork

// Arrays and vectors whose elements iterations fold into, whichever it may be: histograms.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::reduction_elements_plus(h), [&](int i, auto &h_part) { h_part[a[i]] += x[i]; });
#pragma once

#include "xfork/loop/collections.hpp"
#include "xfork/loop/in_order_job.hpp"
#include "xfork/loop/options.hpp"
#include "xfork/loop/range_access.hpp"

#include <limits>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// Begins with what folds into nothing, without looking at the original: others may be folding into that meanwhile.
template <class Operation> struct element_fold {
  static constexpr bool appends = false;
  template <class T> static void clear(T &element) {
    if constexpr (std::is_same_v<Operation, fold_min>)
      element = std::numeric_limits<T>::has_infinity ? std::numeric_limits<T>::infinity() : std::numeric_limits<T>::max();
    else if constexpr (std::is_same_v<Operation, fold_max>)
      element = std::numeric_limits<T>::has_infinity ? -std::numeric_limits<T>::infinity() : std::numeric_limits<T>::lowest();
    else
      element = Operation::identity(T());
  }
  template <class T> static void fold(T &into, T &value) { Operation::fold(into, std::move(value)); }
};

struct element_append {
  static constexpr bool appends = true;
  template <class T> static void clear(T &) noexcept {}
  template <class T> static void fold(T &into, T &value) { append_all(into, std::move(value)); }
};

/// Whether a T is folded into, and is not an array or vector of what is.
template <class How, class T> constexpr bool is_element() {
  if constexpr (std::is_array_v<T>)
    return false;
  else if constexpr (requires(T &t) { t.append(t); })
    return true; // a string
  else if constexpr (How::appends && requires(T &t) { t.push_back(std::move(t.front())); })
    return !requires(T &t) { t.front().push_back(std::move(t.front().front())); };
  else
    return !requires(T &t) { t.begin(), t.size(), t[0]; };
}

template <class How, class T> void clear_elements(T &all) {
  if constexpr (is_element<How, T>())
    How::clear(all);
  else
    for (auto &element : all)
      clear_elements<How>(element);
}

template <class How, class T> void fold_elements(T &into, T &all) {
  if constexpr (is_element<How, T>()) {
    How::fold(into, all);
  } else {
    auto from = range_lookup::first_of(all);
    for (auto &element : into)
      fold_elements<How>(element, *from++);
  }
}

/// Vectors get the size of the original, of which nothing else is read.
template <class How, class T> void shape_elements(T &all, const T &original) {
  if constexpr (!is_element<How, T>()) {
    if constexpr (requires { all.resize(original.size()); })
      all.resize(original.size());
    auto from = range_lookup::first_of(original);
    for (auto &element : all)
      shape_elements<How>(element, *from++);
  }
}

template <class How, class T> std::uint64_t count_elements(const T &all) {
  if constexpr (is_element<How, T>())
    return 1;
  std::uint64_t count = 0;
  if constexpr (!is_element<How, T>())
    for (const auto &element : all)
      count += count_elements<How>(element);
  return count;
}

/// On the heap: an array may be large, and the loop moves its parts about.
template <class T, class How> class elements_part {
public:
  explicit elements_part(const T &original) : m_state(new state()) {
    shape_elements<How>(m_state->elements, original);
    clear_elements<How>(m_state->elements);
  }
  elements_part(elements_part &&other) noexcept : m_state(std::exchange(other.m_state, nullptr)) {}
  elements_part &operator=(elements_part &&other) noexcept {
    std::swap(m_state, other.m_state);
    return *this;
  }
  ~elements_part() { delete m_state; }

  T &get() noexcept { return m_state->elements; }
  /// Once, as its memory is given back.
  void fold_into(T &variable) {
    fold_elements<How>(variable, m_state->elements);
    delete std::exchange(m_state, nullptr);
  }

private:
  struct state {
    T elements{};
  };
  state *m_state;
};

/// In order, so that few parts exist at a time, and chunks long enough that they are fewer than iterations.
template <class T, class How> struct elements_option : option_base {
  using part = elements_part<T, How>;
  static constexpr bool in_order = true;

  T &variable;

  explicit elements_option(T &v) noexcept : variable(v) {}
  part open(const chunk_place &) const { return part(variable); }
  std::uint64_t least_chunk() const { return 2 * count_elements<How>(variable); }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine.get());
  }
  void deliver(part &mine) const { mine.fold_into(variable); }
  static void fold(part &&) noexcept {}
};

template <class Operation, class T> auto elements_reduction(T &variable) {
  return elements_option<T, element_fold<Operation>>(variable);
}

} // namespace detail

/// The body folds into elements of its part of `array`, an array or vector of the same size, or a nest of such. The parts
/// are folded into `array` in the order of the chunks: the same bits for any number of workers.
template <class T> auto reduction_elements_plus(T &array) { return detail::elements_reduction<detail::fold_plus>(array); }
template <class T> auto reduction_elements_multiplies(T &array) { return detail::elements_reduction<detail::fold_multiplies>(array); }
template <class T> auto reduction_elements_min(T &array) { return detail::elements_reduction<detail::fold_min>(array); }
template <class T> auto reduction_elements_max(T &array) { return detail::elements_reduction<detail::fold_max>(array); }
template <class T> auto reduction_elements_bit_and(T &array) { return detail::elements_reduction<detail::fold_bit_and>(array); }
template <class T> auto reduction_elements_bit_or(T &array) { return detail::elements_reduction<detail::fold_bit_or>(array); }
template <class T> auto reduction_elements_bit_xor(T &array) { return detail::elements_reduction<detail::fold_bit_xor>(array); }
template <class T> auto reduction_elements_logical_and(T &array) { return detail::elements_reduction<detail::fold_logical_and>(array); }
template <class T> auto reduction_elements_logical_or(T &array) { return detail::elements_reduction<detail::fold_logical_or>(array); }
/// The elements are sequences, which the body appends to.
template <class T> auto reduction_elements_append(T &array) { return detail::elements_option<T, detail::element_append>(array); }

} // namespace xfork

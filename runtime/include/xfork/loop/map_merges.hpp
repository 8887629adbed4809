// Maps and sets that iterations insert into, and maps whose values they fold into, as the serial loop would leave them:
// also an unordered container has its elements in the serial order, as they are inserted in the order of iterations.
//
//   xfork::for_each(words, xfork::merge_plus(count), [&](const auto &word, auto &count_part) { ++count_part[word]; });
#pragma once

#include "xfork/base/growing_array.hpp"
#include "xfork/loop/collections.hpp"
#include "xfork/loop/element_reductions.hpp"
#include "xfork/loop/in_order_job.hpp"
#include "xfork/loop/options.hpp"

#include <utility>

namespace xfork {

namespace detail {

/// An empty container that hashes or compares as the original.
template <class Container> Container empty_like(const Container &original) {
  if constexpr (requires { original.hash_function(); })
    return Container(0, original.hash_function(), original.key_eq());
  else
    return Container(original.key_comp());
}

/// Elements in the order of their insertion. Those of unordered containers stay where they are; of ordered ones nobody
/// asks.
template <class Container> class insertion_order {
public:
  static constexpr bool matters = requires(const Container &c) { c.hash_function(); };

  template <class It> void note(const std::pair<It, bool> &inserted) {
    if (inserted.second)
      note(inserted.first);
  }
  template <class It> void note(const It &inserted) {
    if constexpr (matters)
      m_elements.push_back(&*inserted);
  }
  template <class Visit> void for_each(Container &all, const Visit &visit) {
    if constexpr (matters)
      for (auto *element : m_elements)
        visit(*element);
    else
      for (auto &element : all)
        visit(element);
  }
  void clear() { m_elements = {}; }

private:
  growing_array<decltype(&*std::declval<Container &>().begin())> m_elements{};
};

/// Folds into values of a map; the keys come as they are first met.
template <class Map, class How> class map_part {
  using key_type = typename Map::key_type;
  using mapped_type = typename Map::mapped_type;

public:
  explicit map_part(const Map &original) : m_own(empty_like(original)) {}

  mapped_type &operator[](const key_type &key) { return value_of(m_own.try_emplace(key)); }
  mapped_type &operator[](key_type &&key) { return value_of(m_own.try_emplace(std::move(key))); }
  template <class Value> void insert_or_assign(const key_type &key, Value &&value) { (*this)[key] = std::forward<Value>(value); }
  template <class Value> void insert_or_assign(key_type &&key, Value &&value) { (*this)[std::move(key)] = std::forward<Value>(value); }

  void fold_into(Map &variable) {
    m_order.for_each(m_own, [&](auto &element) { How::fold(variable[element.first], element.second); });
    m_order.clear();
    m_own.clear();
  }

private:
  template <class Inserted> mapped_type &value_of(const Inserted &inserted) {
    m_order.note(inserted);
    if (inserted.second)
      How::clear(inserted.first->second);
    return inserted.first->second;
  }

  Map m_own;
  insertion_order<Map> m_order{};
};

template <class Operation> struct value_fold {
  template <class T> static void clear(T &value) { value = Operation::identity(T()); }
  template <class T> static void fold(T &into, T &value) { Operation::fold(into, std::move(value)); }
};
struct value_append {
  template <class T> static void clear(T &) noexcept {}
  template <class T> static void fold(T &into, T &value) { append_all(into, std::move(value)); }
};
struct value_assign {
  template <class T> static void clear(T &) noexcept {}
  template <class T> static void fold(T &into, T &value) { into = std::move(value); }
};

/// Inserts into a map or set, unique or not.
template <class Container> class insertion_part {
  using value_type = typename Container::value_type;

public:
  explicit insertion_part(const Container &original) : m_own(empty_like(original)) {}

  void insert(const value_type &value) { m_order.note(m_own.insert(value)); }
  void insert(value_type &&value) { m_order.note(m_own.insert(std::move(value))); }
  template <class Value> requires std::is_constructible_v<value_type, Value &&>
  void insert(Value &&value) { m_order.note(m_own.emplace(std::forward<Value>(value))); }
  template <class... Arguments> void emplace(Arguments &&...arguments) {
    m_order.note(m_own.emplace(std::forward<Arguments>(arguments)...));
  }
  template <class Key, class... Arguments> void try_emplace(Key &&key, Arguments &&...arguments) {
    m_order.note(m_own.try_emplace(std::forward<Key>(key), std::forward<Arguments>(arguments)...));
  }

  void fold_into(Container &variable) {
    if constexpr (insertion_order<Container>::matters)
      m_order.for_each(m_own, [&](auto &element) { variable.insert(std::move(element)); });
    else
      while (!m_own.empty())
        variable.insert(m_own.extract(m_own.begin()));
    m_order.clear();
    m_own.clear();
  }

private:
  Container m_own;
  insertion_order<Container> m_order{};
};

template <class Container, class Part> struct merge_option : option_base {
  using part = Part;
  static constexpr bool in_order = true;

  Container &variable;

  explicit merge_option(Container &v) noexcept : variable(v) {}
  part open(const chunk_place &) const { return part(variable); }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    next(mine);
  }
  void deliver(part &mine) const { mine.fold_into(variable); }
  static void fold(part &&) noexcept {}
};

template <class How, class Map> auto map_merge(Map &map) { return merge_option<Map, map_part<Map, How>>(map); }

} // namespace detail

/// The body folds into values of its part of `map`, which begins empty: `part[key] += x`. The parts are folded into `map`
/// in the order of the chunks.
template <class Map> auto merge_plus(Map &map) { return detail::map_merge<detail::value_fold<detail::fold_plus>>(map); }
template <class Map> auto merge_multiplies(Map &map) { return detail::map_merge<detail::value_fold<detail::fold_multiplies>>(map); }
template <class Map> auto merge_min(Map &map) { return detail::map_merge<detail::element_fold<detail::fold_min>>(map); }
template <class Map> auto merge_max(Map &map) { return detail::map_merge<detail::element_fold<detail::fold_max>>(map); }
template <class Map> auto merge_bit_and(Map &map) { return detail::map_merge<detail::value_fold<detail::fold_bit_and>>(map); }
template <class Map> auto merge_bit_or(Map &map) { return detail::map_merge<detail::value_fold<detail::fold_bit_or>>(map); }
template <class Map> auto merge_bit_xor(Map &map) { return detail::map_merge<detail::value_fold<detail::fold_bit_xor>>(map); }
/// The values are sequences, which the body appends to.
template <class Map> auto merge_append(Map &map) { return detail::map_merge<detail::value_append>(map); }
/// The body assigns values, or calls insert_or_assign(): the last one counts.
template <class Map> auto merge_assign(Map &map) { return detail::map_merge<detail::value_assign>(map); }
/// The body calls insert(), emplace() or try_emplace() of its part of a map or set: of equal keys the first one counts, or
/// all stay in their order.
template <class Container> auto merge_insert(Container &container) {
  return detail::merge_option<Container, detail::insertion_part<Container>>(container);
}

} // namespace xfork

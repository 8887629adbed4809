// Parallel range-for.
//
//   xfork::for_each(images, [&](auto &image) { create_thumbnail(image); });
#pragma once

#include "xfork/loop/loop_body.hpp"
#include "xfork/loop/options.hpp"
#include "xfork/loop/range_access.hpp"
#include "xfork/loop/range_source.hpp"
#include "xfork/loop/steps.hpp"
#include "xfork/loop/visit.hpp"

#include <initializer_list>
#include <new>
#include <utility>

namespace xfork {

namespace detail {

/// Random access: the nth element is found by arithmetic.
template <class It> class iterator_space {
public:
  iterator_space(const It &begin, std::uint64_t size) : m_begin(begin), m_size(size) {}

  bool empty() const noexcept { return m_size == 0; }
  std::uint64_t size() const noexcept { return m_size; }
  chunking chunks(std::uint64_t grain) const noexcept {
    return chunking(m_size, shares_bytes<It> ? m_size : grain); // one chunk where elements share bytes
  }
  static XFORK_INLINE decltype(auto) element(It &at) { return *at; }

  template <class Visit>
  XFORK_INLINE void walk(const chunking &chunks, std::uint64_t first, std::uint64_t last, Visit &visit) const {
    using difference = decltype(m_begin - m_begin);
    std::uint64_t count = chunks.begin_of(last) - chunks.begin_of(first);
    for (It at = m_begin + static_cast<difference>(chunks.begin_of(first));; ++at) {
      if (!visit_one(visit, at) || --count == 0)
        return;
    }
  }

private:
  const It m_begin;
  const std::uint64_t m_size;
};

/// Iterators, which need not be default-constructible or assignable: room for so many.
template <class It, std::uint64_t Room> class iterator_buffer {
public:
  iterator_buffer() noexcept {}
  iterator_buffer(const iterator_buffer &) = delete;
  iterator_buffer &operator=(const iterator_buffer &) = delete;
  ~iterator_buffer() { shrink(0); }

  std::uint64_t size() const noexcept { return m_size; }
  const It &operator[](std::uint64_t n) const noexcept { return m_items[n]; }
  void push_back(const It &at) {
    ::new (static_cast<void *>(&m_items[m_size])) It(at);
    ++m_size;
  }
  /// Keeps every second one, from the first on.
  void thin_out() {
    const std::uint64_t kept = (m_size + 1) / 2;
    for (std::uint64_t n = 1; n < kept; ++n) {
      m_items[n].~It();
      ::new (static_cast<void *>(&m_items[n])) It(m_items[2 * n]); // copying an iterator must not throw here
    }
    shrink(kept);
  }

private:
  void shrink(std::uint64_t size) noexcept {
    while (m_size > size)
      m_items[--m_size].~It();
  }

  std::uint64_t m_size = 0;
  union {
    It m_items[Room];
  };
};

/// Forward only: one walk over the range beforehand remembers where chunks start. When the room for that is full,
/// every second start is dropped, so that the starts kept depend on the number of elements alone.
template <class It> class walked_space {
public:
  template <class End> walked_space(It at, End &end, std::uint64_t grain) : m_length(grain) {
    for (; at != end; ++at, ++m_size)
      if (m_size % m_length == 0)
        add_start(at);
  }

  bool empty() const noexcept { return m_size == 0; }
  std::uint64_t size() const noexcept { return m_size; }
  chunking chunks(std::uint64_t) const noexcept { return chunking(m_starts.size(), 1); }
  static XFORK_INLINE decltype(auto) element(It &at) { return *at; }

  template <class Visit>
  XFORK_INLINE void walk(const chunking &, std::uint64_t first, std::uint64_t last, Visit &visit) const {
    std::uint64_t count = (last == m_starts.size() ? m_size : last * m_length) - first * m_length;
    for (It at = m_starts[first];; ++at) {
      if (!visit_one(visit, at) || --count == 0)
        return;
    }
  }

private:
  static constexpr std::uint64_t room = 256;

  void add_start(const It &at) {
    if (m_starts.size() == room) {
      m_starts.thin_out();
      m_length *= 2;
    }
    m_starts.push_back(at);
  }

  iterator_buffer<It, room> m_starts;
  std::uint64_t m_size = 0, m_length;
};

template <class... Arguments> constexpr std::uint64_t grain_of(const Arguments &...arguments) {
  std::uint64_t grain = 1;
  const auto look = [&](const auto &argument) {
    if constexpr (std::is_same_v<std::decay_t<decltype(argument)>, grain_option>)
      grain = argument.iterations;
  };
  (look(arguments), ...);
  return grain;
}

template <class Range, class... Arguments> auto for_each_in(Range &range, Arguments &&...arguments) {
  auto begin = range_lookup::first_of(range);
  auto end = range_lookup::last_of(range);
  using iterator = decltype(begin);
  if constexpr (random_access<iterator, decltype(end)>) {
    const auto size = begin != end ? static_cast<std::uint64_t>(end - begin) : 0;
    return gather(iterator_space<iterator>(begin, size), loop_manner(), option_pack<>(), std::forward<Arguments>(arguments)...);
  } else if constexpr (multipass<iterator>) {
    const walked_space<iterator> space(begin, end, grain_of(arguments...));
    return gather(space, loop_manner(), option_pack<>(), std::forward<Arguments>(arguments)...);
  } else {
    using source_type = range_source<iterator, decltype(end)>;
    source_type source(std::move(begin), std::move(end));
    return gather(taken_space<source_type>{source}, loop_manner(), option_pack<>(), std::forward<Arguments>(arguments)...);
  }
}

} // namespace detail

/// Calls `body(element, part…)` for every element of `range`, in parallel; returns when all have returned. The element
/// is passed as range-for would bind it, and begin and end are found as range-for finds them. Arguments, exceptions,
/// threads and what is returned as for_loop(). Ranges that are not random-access are walked once beforehand, if their
/// iterators are forward iterators, or say nothing of what they are (no iterator_category or iterator_concept). Those that
/// can be walked only once are walked by the calling thread, and each iteration gets a copy of its element.
template <class Range, class... OptionsAndBody> auto for_each(Range &&range, OptionsAndBody &&...arguments) {
  return detail::for_each_in(range, std::forward<OptionsAndBody>(arguments)...);
}

/// Of a braced list.
template <class T, class... OptionsAndBody>
auto for_each(std::initializer_list<T> list, OptionsAndBody &&...arguments) {
  return detail::for_each_in(list, std::forward<OptionsAndBody>(arguments)...);
}

} // namespace xfork

// Parallel range-for.
//
//   xfork::for_each(images, [&](auto &image) { create_thumbnail(image); });
#pragma once

#include "xfork/loop/loop_body.hpp"
#include "xfork/loop/options.hpp"
#include "xfork/loop/range_access.hpp"

#include <initializer_list>
#include <utility>

namespace xfork {

namespace detail {

/// Random access: the nth element is found by arithmetic.
template <class It> class iterator_space {
public:
  iterator_space(const It &begin, std::uint64_t size) : m_begin(begin), m_size(size) {}

  chunking chunks(std::uint64_t grain) const noexcept {
    return chunking(m_size, shares_bytes<It> ? m_size : grain); // one chunk where elements share bytes
  }
  static XFORK_INLINE decltype(auto) element(const It &at) { return *at; }

  template <class Visit>
  XFORK_INLINE void walk(const chunking &chunks, std::uint64_t first, std::uint64_t last, Visit &visit) const {
    using difference = decltype(m_begin - m_begin);
    std::uint64_t count = chunks.begin_of(last) - chunks.begin_of(first);
    for (It at = m_begin + static_cast<difference>(chunks.begin_of(first));; ++at) {
      visit(at);
      if (--count == 0)
        return;
    }
  }

private:
  const It m_begin;
  const std::uint64_t m_size;
};

/// Forward only: one walk over the range beforehand remembers where chunks start. When the room for that is full,
/// every second start is dropped, so that the starts kept depend on the number of elements alone.
template <class It> class walked_space {
public:
  template <class End> walked_space(It at, const End &end, std::uint64_t grain) : m_length(grain) {
    for (; at != end; ++at, ++m_size)
      if (m_size % m_length == 0)
        add_start(at);
  }

  bool empty() const noexcept { return m_size == 0; }
  chunking chunks(std::uint64_t) const noexcept { return chunking(m_count, 1); }
  static XFORK_INLINE decltype(auto) element(const It &at) { return *at; }

  template <class Visit>
  XFORK_INLINE void walk(const chunking &, std::uint64_t first, std::uint64_t last, Visit &visit) const {
    std::uint64_t count = (last == m_count ? m_size : last * m_length) - first * m_length;
    for (It at = m_starts[first];; ++at) {
      visit(at);
      if (--count == 0)
        return;
    }
  }

private:
  static constexpr std::uint64_t room = 256;

  void add_start(const It &at) {
    if (m_count == room) {
      for (m_count = 1; m_count < room / 2; ++m_count)
        m_starts[m_count] = m_starts[2 * m_count];
      m_length *= 2;
    }
    m_starts[m_count++] = at;
  }

  It m_starts[room];
  std::uint64_t m_count = 0, m_size = 0, m_length;
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

template <class Range, class... Arguments> void for_each_in(Range &range, Arguments &&...arguments) {
  auto begin = range_lookup::first_of(range);
  auto end = range_lookup::last_of(range);
  using iterator = decltype(begin);
  static_assert(multipass<iterator>,
                "xfork: a parallel range-for needs a range that can be walked more than once; this one is an input "
                "range. Copy its elements into a std::vector first, or leave the loop serial.");
  if constexpr (random_access<iterator, decltype(end)>) {
    if (begin != end)
      gather(iterator_space<iterator>(begin, static_cast<std::uint64_t>(end - begin)), 1, reduction_pack<>(),
             std::forward<Arguments>(arguments)...);
  } else if constexpr (multipass<iterator>) {
    const walked_space<iterator> space(begin, end, grain_of(arguments...));
    if (!space.empty())
      gather(space, 1, reduction_pack<>(), std::forward<Arguments>(arguments)...);
  }
}

} // namespace detail

/// Calls `body(element, part…)` for every element of `range`, in parallel; returns when all have returned. The element
/// is passed as range-for would bind it, and begin and end are found as range-for finds them. Arguments, exceptions and
/// threads as for_loop(). Ranges that are not random-access are walked once beforehand.
template <class Range, class... OptionsAndBody> void for_each(Range &&range, OptionsAndBody &&...arguments) {
  detail::for_each_in(range, std::forward<OptionsAndBody>(arguments)...);
}

/// Of a braced list.
template <class T, class... OptionsAndBody>
void for_each(std::initializer_list<T> list, OptionsAndBody &&...arguments) {
  detail::for_each_in(list, std::forward<OptionsAndBody>(arguments)...);
}

} // namespace xfork

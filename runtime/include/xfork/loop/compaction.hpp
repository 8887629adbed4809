// Elements that iterations write one behind the other, each in the next free place.
//
//   xfork::for_loop(xfork::below<int>(0, n), xfork::compaction(k, out), [&](int i, auto &k_part, auto &out_part) {
//     if (a[i] > 0)
//       out_part[k_part++] = a[i]; });
#pragma once

#include "xfork/base/growing_array.hpp"
#include "xfork/loop/in_order_job.hpp"
#include "xfork/loop/options.hpp"

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace xfork {

namespace detail {

/// What a chunk writes behind the place where it begins.
template <class T> class written_elements {
public:
  /// For writing.
  template <class Index> T &operator[](Index n) {
    const auto place = static_cast<std::size_t>(n);
    if (place >= m_elements.size())
      m_elements.extend_to(place + 1);
    if (!m_elements[place])
      m_elements[place].emplace();
    return *m_elements[place];
  }
  template <class Array, class Index> void write_to(Array &array, Index first) {
    for (auto &element : m_elements) {
      if (element)
        at(array, first) = std::move(*element);
      ++first;
    }
    m_elements = {};
  }

private:
  template <class Array, class Index> static auto &at(Array &array, Index n) {
    if constexpr (requires { typename Array::size_type; })
      return array[static_cast<typename Array::size_type>(n)];
    else
      return array[n];
  }

  growing_array<std::optional<T>> m_elements{};
};

template <class Index, class... Arrays> struct compaction_option : option_base {
  template <class Array> using element = std::remove_cvref_t<decltype(std::declval<Array &>()[0])>;
  struct part {
    Index count{};
    std::tuple<written_elements<element<Arrays>>...> written{};
  };
  static constexpr bool in_order = true;

  Index &index;
  std::tuple<Arrays &...> arrays;

  explicit compaction_option(Index &i, Arrays &...a) noexcept : index(i), arrays(a...) {}
  static part open(const chunk_place &) { return {}; }
  template <class Cursor, class Next> static XFORK_INLINE void arguments(part &mine, lane &, Cursor &, const Next &next) {
    std::apply([&](auto &...written) XFORK_INLINE_LAMBDA { next(mine.count, written...); }, mine.written);
  }
  void deliver(part &mine) const {
    std::apply(
        [&](Arrays &...array) {
          std::apply([&](auto &...written) { (written.write_to(array, index), ...); }, mine.written);
        },
        arrays);
    index = static_cast<Index>(index + mine.count);
  }
  static void fold(part &&) noexcept {}
};

} // namespace detail

/// The body gets a count of its own that begins at 0, and an array for each of `arrays`, of which it writes elements from
/// there on. They get where the serial loop puts them: behind `index`, which ends with its serial value.
template <class Index, class... Arrays> auto compaction(Index &index, Arrays &...arrays) {
  return detail::compaction_option<Index, Arrays...>(index, arrays...);
}

} // namespace xfork

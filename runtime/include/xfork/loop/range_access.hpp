// What range-for does to a range, and what can be known of an iterator without <iterator>, which costs a user's
// translation unit a third of a second.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#if defined(__GLIBCXX__)
namespace std _GLIBCXX_VISIBILITY(default) {
_GLIBCXX_BEGIN_NAMESPACE_VERSION
struct forward_iterator_tag;
struct random_access_iterator_tag;
template <typename> struct iterator_traits;
_GLIBCXX_END_NAMESPACE_VERSION
}
#else
#include <iterator>
#endif

namespace xfork::detail {

// As [stmt.ranged] has it: arrays, else members if the class has either, else found by argument-dependent lookup only.
namespace range_lookup {

void begin() = delete;
void end() = delete;

template <class R> concept has_members = requires(R &r) { r.begin(); } || requires(R &r) { r.end(); };

template <class T, std::size_t N> T *first_of(T (&array)[N]) noexcept { return array; }
template <class T, std::size_t N> T *last_of(T (&array)[N]) noexcept { return array + N; }
template <class R> auto first_of(R &range) {
  if constexpr (has_members<R>)
    return range.begin();
  else
    return begin(range);
}
template <class R> auto last_of(R &range) {
  if constexpr (has_members<R>)
    return range.end();
  else
    return end(range);
}

} // namespace range_lookup

/// What an iterator says of itself: its concept, its category, or the category its author has given
/// std::iterator_traits (which would also deduce one, but only of an iterator with a value type); void if nothing.
template <class It> struct iterator_kind {
  static auto tag() {
    if constexpr (requires { typename It::iterator_concept; })
      return static_cast<typename It::iterator_concept *>(nullptr);
    else if constexpr (requires { typename It::iterator_category; })
      return static_cast<typename It::iterator_category *>(nullptr);
    else if constexpr (!requires { typename It::value_type; } && !requires { typename It::element_type; } &&
                       requires { typename std::iterator_traits<It>::iterator_category; })
      return static_cast<typename std::iterator_traits<It>::iterator_category *>(nullptr);
    else
      return static_cast<void *>(nullptr);
  }
  using type = std::remove_pointer_t<decltype(tag())>;
};

template <class Tag, class It> constexpr bool has_kind() {
  if constexpr (std::is_pointer_v<It>)
    return true;
  else if constexpr (std::is_class_v<typename iterator_kind<It>::type>)
    return std::is_base_of_v<Tag, typename iterator_kind<It>::type>;
  else
    return false;
}

template <class It, class End>
concept random_access = has_kind<std::random_access_iterator_tag, It>() && requires(It it, End end) { it + (end - it); };

/// An iterator that says nothing of itself, as people write them for their own ranges: *, ++ and != are all that range-for
/// asks for. Taken for a forward iterator if copies of it can be kept and compared, unless its i++ gives nothing to
/// dereference, which is how single-pass iterators are told.
template <class It>
concept unmarked_multipass =
    std::is_void_v<typename iterator_kind<It>::type> && std::is_copy_constructible_v<It> &&
    (requires(It a, It b) { static_cast<bool>(a != b); } || requires(It a, It b) { static_cast<bool>(a == b); }) &&
    !requires(It it) { requires std::is_void_v<decltype(it++)>; };

template <class It> concept multipass = has_kind<std::forward_iterator_tag, It>() || unmarked_multipass<It>;

/// A reference to single bits (std::vector<bool>): two elements may share a byte, so two threads may not write them.
template <class It> concept shares_bytes = !std::is_reference_v<decltype(*std::declval<It &>())> &&
                                           requires(It it) { (*it).flip(); };

} // namespace xfork::detail

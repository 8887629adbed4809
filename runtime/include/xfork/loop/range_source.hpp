// Elements of a range that can be walked only once.
#pragma once

#include "xfork/base/attributes.hpp"

#include <type_traits>
#include <utility>

namespace xfork::detail {

/// Each iteration gets a copy of the element, since the next step of the iterator may end or change it, bound as
/// range-for would bind the element.
template <class It, class End> class range_source {
  using reference = decltype(*std::declval<It &>());

public:
  using item = std::remove_cvref_t<reference>;

  range_source(It begin, End end) : m_at(std::move(begin)), m_end(std::move(end)) {}

  bool next() {
    if (m_started)
      ++m_at;
    m_started = true;
    return m_at != m_end;
  }
  item take() { return *m_at; }

  template <class Body, class... Parts> static XFORK_INLINE void invoke(Body &body, item &own, Parts &...parts) {
    if constexpr (std::is_lvalue_reference_v<reference>)
      body(static_cast<reference>(own), parts...);
    else
      body(std::move(own), parts...);
  }

private:
  It m_at;
  End m_end;
  bool m_started = false;
};

} // namespace xfork::detail

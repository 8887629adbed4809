// Visiting one iteration after the other.
#pragma once

#include "xfork/base/attributes.hpp"

#include <type_traits>

namespace xfork::detail {

/// Whether to go on: always after a visit that gives nothing, so that its loop stays a plain counted one.
template <class Visit, class Cursor> XFORK_INLINE bool visit_one(Visit &visit, Cursor &at) {
  if constexpr (std::is_void_v<decltype(visit(at))>) {
    visit(at);
    return true;
  } else {
    return visit(at);
  }
}

} // namespace xfork::detail

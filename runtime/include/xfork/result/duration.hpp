// Timeouts: std::chrono durations without <chrono>, which costs more than all of this library.
#pragma once

#include "xfork/base/attributes.hpp"

#include <cstdint>
#include <type_traits>

namespace xfork::detail {

/// What a std::chrono::duration looks like.
template <class D>
concept duration = requires(const D &d) {
  typename D::rep;
  D::period::num;
  D::period::den;
  d.count();
};

/// That many nanoseconds from now, by the monotonic clock; later than any time there will be if that is out of range.
XFORK_API std::int64_t deadline_after(long double nanoseconds) noexcept;

template <duration D> std::int64_t deadline_after(const D &timeout) noexcept {
  return deadline_after(static_cast<long double>(timeout.count()) * D::period::num / D::period::den * 1e9L);
}

} // namespace xfork::detail

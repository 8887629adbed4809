// What a call in another process returns, on its way: nothing for void.
#pragma once

#include "xfork/process/serialise.hpp"

#include <type_traits>

namespace xfork::detail {

template <class T, class Call> void write_result(writer &out, Call &&call) {
  static_assert(!std::is_reference_v<T>,
                "xfork: what a process task refers to stays in its process; return a value");
  if constexpr (std::is_void_v<T>)
    static_cast<void>(call());
  else
    xfork::write<std::remove_cv_t<T>>(out, static_cast<const T &>(call()));
}

template <class T> T read_result([[maybe_unused]] reader &in) {
  if constexpr (!std::is_void_v<T>)
    return xfork::read<T>(in);
}

} // namespace xfork::detail

// Takes the place of the runtime's own: virtual time.
#pragma once

#include "machine.hpp"

namespace xfork::detail {

inline std::int64_t monotonic_now() noexcept {
  simulation::advance(simulation::cost::clock);
  return static_cast<std::int64_t>(simulation::now());
}

} // namespace xfork::detail

// Takes the place of the runtime's own: virtual time.
#pragma once

#include "machine.hpp"

namespace xfork::detail {

inline std::uint64_t cycle_count() noexcept {
  simulation::advance(simulation::cost::clock);
  return static_cast<std::uint64_t>(static_cast<double>(simulation::now()) * simulation::cost::ticks_per_nanosecond);
}

} // namespace xfork::detail

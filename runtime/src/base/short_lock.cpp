#include "base/short_lock.hpp"

#include "base/spin.hpp"

#include <sched.h>

namespace xfork::detail {

void short_lock::lock() noexcept {
  for (int spins = 0; m_held.exchange(true); ++spins)
    while (m_held.load_relaxed())
      if (++spins < 64)
        pause();
      else
        sched_yield(); // the holder may have lost its processor
}

} // namespace xfork::detail

#include "xfork/scheduler/statistics.hpp"

#include "scheduler/worker_table.hpp"

namespace xfork {

statistics current_statistics() noexcept {
  statistics sum;
  for (unsigned i = 0; i < detail::worker_count(); ++i) {
    const detail::counters &c = detail::worker_at(i).count;
    sum.offers += c.offers.value();
    sum.steals += c.steals.value();
    sum.leaps += c.leaps.value();
    sum.inlined += c.inlined.value();
    sum.splits += c.splits.value();
    sum.waits += c.waits.value();
    sum.sleeps += c.sleeps.value();
    sum.serial_entries += c.serial_entries.value();
    sum.wakes += c.wakes.value();
  }
  return sum;
}

} // namespace xfork

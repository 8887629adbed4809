// Who wants what a thread forks, and telling them that it is there.
#pragma once

#include "scheduler/idle_workers.hpp"
#include "scheduler/sleeping_waiters.hpp"
#include "scheduler/substitutes.hpp"
#include "scheduler/worker.hpp"

#include <algorithm>

namespace xfork::detail {

inline bool demand_for(const worker &w) noexcept { return idle.any() || w.waiters.load() != 0; }

/// After there is something on offer: the fast path is fast again, until a hungry thread poisons the limit. Sequentially
/// consistent against a thief that has taken all of it since, found no more, and poisoned the limit before it was relaxed:
/// then this sees that nothing is left. One that takes the rest later poisons the limit later.
inline void relax(worker &w) noexcept {
  w.relax_limit();
  if (w.offer().empty() && w.queue.size() == 0 && w.rows.size() == 0)
    w.poison_limit();
}

inline void announce_work(worker &w) noexcept {
  find_somebody_for_work(w);
  wake_waiters(w);
}

/// Once for each time that somebody is hungry after the thread has gone serial.
inline void expect_hunger(worker &w) noexcept {
  if (w.hunger_credit != 0)
    return;
  w.hunger_credit = w.next_hunger_credit;
  w.next_hunger_credit = std::min(2 * w.next_hunger_credit, tuning::max_hunger_credit);
}

} // namespace xfork::detail

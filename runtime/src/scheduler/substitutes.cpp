#include "scheduler/substitutes.hpp"

#include "base/futex.hpp"
#include "base/monotonic_clock.hpp"
#include "base/thread_state.hpp"
#include "scheduler/idle_workers.hpp"
#include "scheduler/pool_thread.hpp"
#include "scheduler/steal.hpp"
#include "scheduler/worker_table.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <algorithm>
#include <utility>

namespace xfork::detail {

namespace {

constinit atomic<std::uint32_t> watching; // 1: the monitor looks, or is about to
constinit atomic<bool> monitor_exists;

bool work_is_stuck() noexcept { return !idle.any() && anything_to_claim(); }

/// What the monitor remembers of a worker from one look to the next.
struct last_look {
  bool asleep = false;
  std::uint64_t turns = 0;
};
constinit last_look looks[tuning::max_attached_threads];

class monitor {
public:
  /// Until nothing has been stuck for a while.
  void watch() noexcept {
    for (unsigned quiet = 0; quiet < tuning::quiet_looks;) {
      sleep_for(m_pause);
      if (work_is_stuck()) {
        quiet = 0;
        look();
      } else {
        ++quiet;
        slow_down();
      }
    }
    withdraw_advance();
  }

private:
  static void sleep_for(std::chrono::nanoseconds time) noexcept {
    const std::int64_t end = monotonic_now() + time.count();
    static constexpr std::uint32_t nothing = 0;
    while (monotonic_now() < end)
      futex_wait_until(&nothing, 0, end);
  }

  void slow_down() noexcept { m_pause = std::min<std::chrono::nanoseconds>(2 * m_pause, tuning::longest_look); }

  void look() noexcept {
    unsigned blocked = 0, at_work = 0;
    bool any_asleep = false;
    for (unsigned i = 0, count = worker_count(); i < count; ++i)
      switch (judge(worker_at(i), looks[i])) {
      case verdict::off_duty:
        break;
      case verdict::at_work:
        ++at_work;
        break;
      case verdict::fallen_asleep:
        any_asleep = true;
        break;
      case verdict::blocked:
        ++blocked;
        break;
      }
    if (at_work != 0)
      withdraw_advance();
    else if (blocked != 0)
      advance();
    if (blocked != 0 || any_asleep)
      m_pause = tuning::shortest_look;
    else
      slow_down();
  }

  enum class verdict { off_duty, at_work, fallen_asleep, blocked };

  /// Of one that is in the middle of a task, or waits in a join of its own, and has no substitute.
  verdict judge(worker &w, last_look &last) noexcept {
    const bool on_duty = w.nesting.value() != 0 || w.asleep_in_join.load_relaxed();
    const last_look before = std::exchange(last, {});
    const int id = w.thread_id.load_relaxed();
    if (!on_duty || id == 0 || w.replaced.load_relaxed() != 0)
      return verdict::off_duty;
    const thread_state now = state_of_thread(id);
    last = {now.asleep, now.turns};
    if (!now.asleep)
      return verdict::at_work;
    if (!before.asleep || before.turns != now.turns)
      return verdict::fallen_asleep;
    add_substitute(w);
    return verdict::blocked;
  }

  void advance() noexcept {
    const unsigned more = std::min(std::max(1u, m_advance), tuning::max_advance - m_advance);
    m_advance += more;
    if (more != 0)
      add_advance_places(more);
  }
  void withdraw_advance() noexcept {
    if (std::exchange(m_advance, 0) != 0)
      withdraw_advance_places();
  }

  std::chrono::nanoseconds m_pause = tuning::shortest_look;
  unsigned m_advance = 0;
};

void *run_monitor(void *) noexcept {
  for (;;) {
    monitor().watch();
    watching.store(0);
    // Who finds work stuck before that store relies on the monitor, which therefore looks once more.
    if (work_is_stuck() && watching.exchange(1) == 0)
      continue;
    while (watching.load() == 0)
      futex_wait(watching.address(), 0);
  }
  return nullptr;
}

} // namespace

void watch_for_blocked_workers() noexcept {
  if (watching.load() != 0 || nobody_else_works() || watching.exchange(1) != 0)
    return;
  if (!monitor_exists.exchange(true) && !start_detached_thread(&run_monitor)) {
    monitor_exists.store(false);
    watching.store(0);
    return;
  }
  futex_wake_all(watching.address());
}

void find_somebody_for_work(worker &self) noexcept {
  if (idle.wake_one_if_none_searches())
    ++self.count.wakes;
  else if (!idle.any())
    watch_for_blocked_workers();
}

void forget_monitor() noexcept {
  watching.store(0);
  monitor_exists.store(false);
}

} // namespace xfork::detail

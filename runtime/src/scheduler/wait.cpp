#include "scheduler/wait.hpp"

#include "base/futex.hpp"
#include "base/spin.hpp"
#include "scheduler/sleeping_waiters.hpp"
#include "scheduler/steal.hpp"
#include "scheduler/substitutes.hpp"
#include "scheduler/worker_table.hpp"

#include <utility>

namespace xfork::detail {

namespace {

/// While it lives, the thread that runs the task knows that somebody waits for it and offers what it forks.
class registered_waiter {
public:
  registered_waiter() noexcept = default;
  registered_waiter(const registered_waiter &) = delete;
  ~registered_waiter() { withdraw(); }
  void withdraw() noexcept {
    if (m_thief)
      std::exchange(m_thief, nullptr)->waiters.fetch_sub(1);
  }
  void register_with(worker &thief) noexcept {
    if (m_thief)
      return;
    m_thief = &thief;
    thief.waiters.fetch_add(1);
  }

private:
  worker *m_thief = nullptr;
};

claimed_task claim(const worker &self, const task_state &awaited) noexcept {
  if (self.nesting.value() >= tuning::max_nested_tasks || self.full())
    return {};
  return claim_descendant(awaited);
}

/// Sleeps until the task is finished or a descendant of it offers something, unless the latter is so already.
claimed_task claim_or_sleep(worker &self, task_state &awaited) noexcept {
  const sleeping_waiter waiter(awaited);
  const auto announced = waiter.announced();
  if (announced.finished())
    return {};
  // Either this last look sees what another thread has just offered, or that thread sees the announcement.
  if (const claimed_task task = claim(self, awaited))
    return task;
  const sleep_in_join sleep(self);
  futex_wait(awaited.futex_address(), announced.futex_value());
  return {};
}

} // namespace

task_status wait_for(worker &self, task_state &state) noexcept {
  ++self.count.waits;
  for (unsigned looks = 0; looks < tuning::quick_looks; ++looks) {
    if (const auto now = state.load(); now.finished())
      return now.status();
    pause();
  }
  registered_waiter registration;
  spin_timer spell(tuning::wait_spell);
  for (int looks = 0;; ++looks) {
    const auto now = state.load();
    if (now.finished())
      return now.status();
    if (now.running())
      registration.register_with(worker_at(now.thief()));
    claimed_task task = claim(self, state);
    if (!task && looks % 16 == 15 && spell.over()) {
      task = claim_or_sleep(self, state);
      spell.restart();
    }
    if (task) {
      ++self.count.leaps;
      run_stolen(self, task);
      if (!self.thefts.over()) {
        registration.withdraw();
        while (!self.thefts.over() && !state.load().finished())
          pause();
      }
      spell.restart();
    } else {
      pause();
    }
  }
}

} // namespace xfork::detail

#include "scheduler/wait.hpp"

#include "base/futex.hpp"
#include "base/spin.hpp"
#include "scheduler/steal.hpp"
#include "scheduler/worker_table.hpp"

namespace xfork::detail {

namespace {

/// While it lives, the thread that runs the task knows that somebody waits for it and offers what it forks.
class registered_waiter {
public:
  registered_waiter() noexcept = default;
  registered_waiter(const registered_waiter &) = delete;
  ~registered_waiter() {
    if (m_thief)
      m_thief->waiters.fetch_sub(1);
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

bool help(worker &self, const task_state &state) noexcept {
  if (self.nesting >= tuning::max_nested_tasks || self.full())
    return false;
  const claimed_task task = claim_descendant(state);
  if (!task)
    return false;
  ++self.count.leaps;
  run_claimed(self, task);
  return true;
}

/// Sleeps until the task is finished or its thread offers something, unless either is so already.
void sleep_on(worker &self, task_state &state) noexcept {
  const auto announced = state.announce_sleep();
  // Either this last look sees what the other thread has just offered, or that thread sees the announcement.
  if (announced.finished() || help(self, state))
    return;
  ++self.count.sleeps;
  futex_wait(state.futex_address(), announced.futex_value());
}

} // namespace

task_status wait_for(worker &self, task_state &state) noexcept {
  ++self.count.waits;
  registered_waiter registration;
  spin_timer spell(tuning::wait_spell);
  for (int looks = 0;; ++looks) {
    const auto now = state.load();
    if (now.finished())
      return now.status();
    if (now.running())
      registration.register_with(worker_at(now.thief()));
    if (help(self, state)) {
      spell.restart();
    } else if (looks % 16 == 15 && spell.over()) {
      sleep_on(self, state);
      spell.restart();
    } else {
      pause();
    }
  }
}

void wake_waiters(worker &self) noexcept {
  if (self.waiters.load() == 0)
    return;
  for (running_task *task = self.running; task; task = task->outer)
    if (task->state->clear_sleeper())
      futex_wake_all(task->state->futex_address());
}

} // namespace xfork::detail

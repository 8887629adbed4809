#include "scheduler/pool.hpp"

#include "base/settings.hpp"
#include "base/spin.hpp"
#include "scheduler/elastic_pool.hpp"
#include "scheduler/idle_workers.hpp"
#include "scheduler/roster.hpp"
#include "scheduler/sleeping_waiters.hpp"
#include "scheduler/steal.hpp"
#include "scheduler/substitutes.hpp"
#include "scheduler/worker_table.hpp"
#include "xfork/scheduler/fork_join.hpp"
#include "xfork/scheduler/workers.hpp"

#include <algorithm>
#include <mutex>
#include <pthread.h>

namespace xfork {
namespace detail {

namespace {

// All of this outlives main() and needs no destructor: tasks may be forked at static initialisation and at exit.
constinit std::mutex pool_lock;
constinit atomic<unsigned> wanted_workers; // 0: the environment has not been read
constinit atomic<bool> serial;
constinit atomic<bool> started;

/// Looks for work for a while. Counts as searching on entry; on success no longer.
claimed_task search(worker &self) noexcept {
  spin_timer spell(tuning::search_spell);
  unsigned pauses = 1; // at first the next region of a program may be about to begin; later, leave its cache lines alone
  for (;;) {
    const bool last_look = spell.over() || roster_is_closing();
    if (last_look)
      self.thefts.end(); // nobody sleeps without having asked
    if (const claimed_task task = claim_any(self)) {
      // Nobody may be looking now, and what I leave behind may have been offered while I was: pass it on.
      if (idle.end_search() && anything_to_claim())
        find_somebody_for_work(self);
      return task;
    }
    if (last_look)
      return {};
    for (unsigned i = 0; i < pauses; ++i)
      pause();
    pauses = std::min(2 * pauses, tuning::most_pauses);
  }
}

/// Sleeps unless there is something to do after all. Counts as searching on entry and on return.
void sleep_until_work(worker &self) noexcept {
  idle.begin_sleep();
  if ((anything_to_claim() || roster_is_closing()) && idle.cancel_sleep())
    return;
  ++self.count.sleeps;
  idle.sleep();
}

void *work(void *) noexcept {
  worker *self = attach_this_thread();
  while (self && !roster_is_closing()) {
    park_if_surplus();
    if (const claimed_task task = search(*self)) {
      ++self->count.steals;
      run_stolen(*self, task);
      idle.begin_search();
    } else {
      sleep_until_work(*self);
    }
  }
  idle.end_search();
  return nullptr;
}

void stop_pool() noexcept {
  close_roster();
  started.store(false);
}

/// Everybody asks again who is hungry, and so finds out about the new pool.
void poison_all() noexcept {
  for (unsigned i = 0; i < worker_count(); ++i)
    worker_at(i).poison_limit();
}

void before_fork() noexcept {
  pool_lock.lock();
  lock_roster();
  lock_worker_table();
  lock_sleeping_waiters();
  lock_elastic_pool();
  followers::lock_all();
}

void after_fork_in_parent() noexcept {
  followers::unlock_all();
  unlock_elastic_pool();
  unlock_sleeping_waiters();
  unlock_worker_table();
  unlock_roster();
  pool_lock.unlock();
}

/// No other thread exists here: what they were in the middle of, and what they had on offer, is the parent's to do.
/// New threads start with the next fork.
void after_fork_in_child() noexcept {
  idle.forget_all();
  forget_sleeping_waiters();
  forget_elastic_pool();
  forget_roster();
  forget_monitor();
  started.store(false);
  after_fork_in_parent();
  abandon_other_workers();
  poison_all();
}

void register_fork_handlers() noexcept {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, [] { pthread_atfork(&before_fork, &after_fork_in_parent, &after_fork_in_child); });
}

unsigned configured_workers() noexcept {
  if (const unsigned wanted = wanted_workers.load_acquire()) [[likely]]
    return wanted;
  const std::lock_guard guard(pool_lock);
  if (wanted_workers.load_relaxed() == 0) {
    serial.store(serial_from_environment());
    wanted_workers.store_release(workers_from_environment());
  }
  return wanted_workers.load_relaxed();
}

} // namespace

unsigned active_workers() noexcept {
  const unsigned configured = configured_workers();
  return serial.load_relaxed() ? 1 : configured;
}

bool runs_serially() noexcept {
  configured_workers();
  return serial.load_relaxed();
}

void start_pool() noexcept {
  if (started.load_acquire()) [[likely]]
    return;
  const unsigned wanted = active_workers();
  const std::lock_guard guard(pool_lock);
  if (started.load_relaxed())
    return;
  register_fork_handlers();
  open_roster(wanted - 1, &work);
  started.store_release(true);
}

} // namespace detail

unsigned workers() noexcept { return detail::configured_workers(); }

void set_workers(unsigned count) {
  detail::configured_workers();
  const std::lock_guard guard(detail::pool_lock);
  detail::stop_pool();
  detail::wanted_workers.store(std::clamp(count, 1u, detail::max_workers));
  detail::poison_all();
}

mode current_mode() noexcept { return detail::runs_serially() ? mode::serial : mode::parallel; }

void set_mode(mode m) noexcept {
  detail::configured_workers();
  detail::serial.store(m == mode::serial);
  detail::poison_all();
}

} // namespace xfork

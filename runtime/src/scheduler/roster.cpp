#include "scheduler/roster.hpp"

#include "base/futex.hpp"
#include "base/settings.hpp"
#include "scheduler/idle_workers.hpp"
#include "scheduler/steal.hpp"
#include "scheduler/substitutes.hpp"
#include "scheduler/tuning.hpp"

#include <mutex>
#include <utility>

namespace xfork::detail {

namespace {

constinit std::mutex roster_lock;

// Guarded by it.
constinit pthread_t threads[max_workers + tuning::max_substitutes];
constinit unsigned thread_count = 0, present = 0, parked = 0; // present + parked == thread_count
constinit unsigned places = 0, advance_places = 0;            // the latter are among the former
constinit unsigned generation = 1; // of the roster; places of an earlier one are gone
constinit thread_body thread_main = nullptr;

constinit atomic<bool> surplus;         // present > places, for a look without the lock
constinit atomic<bool> closing;
constinit atomic<std::uint32_t> tokens; // parked threads that may get up

bool start_one() noexcept {
  idle.begin_search(); // on its behalf: what is forked before it has started is already for it
  if (thread_count < std::size(threads) && start_thread(threads[thread_count], thread_main)) {
    ++thread_count;
    return true;
  }
  idle.end_search();
  return false;
}

bool unpark_one() noexcept {
  if (parked == 0)
    return false;
  --parked;
  idle.begin_search(); // the same
  tokens.fetch_add(1);
  futex_wake_one(tokens.address());
  return true;
}

void fill_places() noexcept {
  while (present < places && !closing.load_relaxed() && (unpark_one() || start_one()))
    ++present;
  surplus.store(present > places);
}

void change_places(unsigned more, unsigned fewer) noexcept {
  places = places + more - fewer;
  fill_places();
}

bool take_token() noexcept {
  std::uint32_t seen = tokens.load();
  while (seen != 0)
    if (tokens.compare_exchange(seen, seen - 1))
      return true;
  return false;
}

} // namespace

void open_roster(unsigned wanted, thread_body body) noexcept {
  const std::lock_guard guard(roster_lock);
  thread_main = body;
  change_places(wanted, 0);
}

void close_roster() noexcept {
  {
    const std::lock_guard guard(roster_lock);
    closing.store(true);
  }
  idle.wake_all();
  futex_wake_all(tokens.address());
  for (unsigned i = 0; i < thread_count; ++i) // nobody starts another one now
    pthread_join(threads[i], nullptr);
  const std::lock_guard guard(roster_lock);
  forget_roster();
  closing.store(false);
}

bool roster_is_closing() noexcept { return closing.load(); }

void add_substitute(worker &w) noexcept {
  const std::lock_guard guard(roster_lock);
  if (closing.load_relaxed())
    return;
  w.replaced.store_relaxed(generation);
  change_places(1, 0);
}

void remove_substitute(worker &w) noexcept {
  const std::lock_guard guard(roster_lock);
  if (w.replaced.exchange(0) == generation)
    change_places(0, 1);
}

void add_advance_places(unsigned count) noexcept {
  const std::lock_guard guard(roster_lock);
  advance_places += count;
  change_places(count, 0);
}

void withdraw_advance_places() noexcept {
  const std::lock_guard guard(roster_lock);
  change_places(0, std::exchange(advance_places, 0));
}

void park_if_surplus() noexcept {
  if (!surplus.load_relaxed())
    return;
  {
    const std::lock_guard guard(roster_lock);
    if (present <= places || closing.load_relaxed())
      return;
    --present;
    ++parked;
    surplus.store(present > places);
  }
  // I may have been woken for work that is still there.
  if (idle.end_search() && anything_to_claim() && !idle.wake_one_if_none_searches() && !idle.any())
    watch_for_blocked_workers();
  while (!take_token()) {
    if (closing.load()) {
      idle.begin_search();
      return;
    }
    futex_wait(tokens.address(), 0);
  }
}

void lock_roster() noexcept { roster_lock.lock(); }
void unlock_roster() noexcept { roster_lock.unlock(); }

void forget_roster() noexcept {
  thread_count = present = parked = places = advance_places = 0;
  ++generation;
  surplus.store(false);
  tokens.store(0);
}

} // namespace xfork::detail

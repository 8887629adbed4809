#include "xfork/scheduler/fork_join.hpp"

#include "base/futex.hpp"
#include "base/monotonic_clock.hpp"
#include "base/task_boundary.hpp"
#include "scheduler/demand.hpp"
#include "scheduler/elastic_pool.hpp"
#include "scheduler/pool.hpp"
#include "scheduler/steal.hpp"
#include "scheduler/substitutes.hpp"
#include "scheduler/wait.hpp"
#include "scheduler/worker_table.hpp"
#include "xfork/base/stored_error.hpp"

#include <algorithm>

namespace xfork::detail {

namespace {

void push(worker &w, heap_task &task) noexcept {
  task.depth = w.nesting.value() & 0x1fff;
  w.queue.push(task);
  ++w.count.offers;
  announce_work(w);
}

task_status do_nothing(task_slot &) noexcept { return task_status::done; }

} // namespace

bool prepare_fork() noexcept {
  drop_stale_errors();
  worker *w = runs_serially() ? nullptr : attach_this_thread();
  if (w && !w->full())
    return true;
  if (w)
    ++w->count.inlined;
  return false;
}

void offer_forks() noexcept {
  worker &w = this_worker();
  if (active_workers() == 1) {
    w.remove_limit();
    return;
  }
  start_pool();
  if (demand_for(w)) {
    if (w.is_poisoned())
      expect_hunger(w);
    w.offer_all();
  } else {
    w.offer_older(); // who is busy now may be hungry before my next fork
  }
  ++w.count.offers;
  announce_work(w);
  relax(w);
}

bool enough_on_offer() noexcept {
  worker &w = this_worker();
  if (active_workers() == 1) {
    w.go_on_serially();
    return true;
  }
  if (w.pending() < tuning::enough_pending_forks && w.queue.approximate_size() == 0 &&
      w.rows.approximate_size() == 0)
    return false;
  if (w.hunger_credit != 0) {
    --w.hunger_credit;
    return false;
  }
  w.next_hunger_credit = std::max(w.next_hunger_credit - w.next_hunger_credit / 16, tuning::min_hunger_credit);
  ++w.count.serial_entries;
  w.go_on_serially();
  return true;
}

join_outcome join_slowly(task_slot *slot) noexcept {
  worker &w = this_worker();
  if (w.is_private(slot) || w.take_back(slot)) {
    if (w.is_newest(slot)) {
      w.pop(slot);
      return join_outcome::run_and_popped;
    }
    slot->run = &do_nothing; // it may yet be offered, and taken
    return join_outcome::run_in_place;
  }
  return wait_for(w, slot->state) == task_status::threw ? join_outcome::threw : join_outcome::done;
}

bool release_slot(task_slot *slot) noexcept {
  worker &w = this_worker();
  if (!w.is_newest(slot))
    return false;
  if (w.is_private(slot) || w.take_back(slot)) {
    w.pop(slot);
  } else {
    wait_for(w, slot->state); // a thief may still be doing nothing in it
    w.pop_taken(slot);
  }
  return true;
}

bool nobody_else_works() noexcept { return active_workers() == 1; }

bool prepare_split() noexcept {
  if (active_workers() == 1)
    return false;
  worker *w = attach_this_thread();
  if (!w || w->full())
    return false;
  w->offer_all();     // what is older than the loop is probably larger than half of it
  w->poison_limit(); // so that the fork that follows is offered, and announced, at once
  ++w->count.splits;
  return true;
}

bool offer_heap_task(heap_task &task) noexcept {
  if (runs_serially())
    return false;
  worker *w = attach_this_thread();
  if (task.io_bound) {
    start_pool();
    return offer_to_elastic_pool(task);
  }
  if (!w || w->queue.approximate_size() >= tuning::max_queued_lazies)
    return false;
  start_pool();
  push(*w, task);
  return true;
}

void queue_heap_task(heap_task &task) noexcept {
  if (task.io_bound && offer_to_elastic_pool(task))
    return;
  worker *mine = attach_this_thread();
  push(mine ? *mine : worker_at(0), task);
}

bool take_back_heap_task(heap_task &task) noexcept {
  const unsigned number = task.queue.load_acquire();
  if (number == heap_task::in_no_queue)
    return false;
  if (!(number == elastic_queue_number ? elastic_queue : worker_at(number).queue).take(task))
    return false;
  if (worker *w = attached_worker(); w && w->queue.approximate_size() == 0)
    w->poison_limit(); // nothing of mine is on offer: the next fork must put something there
  return true;
}

void join_heap_task(heap_task &task) noexcept {
  const worker *w = attached_worker();
  const bool room_here = !w || w->nesting.value() < tuning::max_nested_tasks || nobody_else_works();
  if (room_here && take_back_heap_task(task))
    run_heap_task(task);
  wait_for_task(task.state); // it may end elsewhere
}

task_status wait_for_task(task_state &state) noexcept {
  if (const auto now = state.load(); now.finished())
    return now.status();
  if (worker *w = attach_this_thread())
    return wait_for(*w, state);
  for (;;) { // no more stacks to be had: this thread helps nobody, it only waits
    const auto announced = state.announce_sleep();
    if (announced.finished())
      return announced.status();
    futex_wait(state.futex_address(), announced.futex_value());
  }
}

bool wait_for_task_until(task_state &state, std::int64_t deadline) noexcept {
  for (;;) {
    if (state.load().finished())
      return true;
    if (monotonic_now() >= deadline)
      return false;
    const auto announced = state.announce_sleep();
    if (announced.finished())
      return true;
    if (worker *w = attached_worker()) {
      const sleep_in_join sleep(*w);
      futex_wait_until(state.futex_address(), announced.futex_value(), deadline);
    } else {
      futex_wait_until(state.futex_address(), announced.futex_value(), deadline);
    }
  }
}

void run_heap_task(heap_task &task) noexcept {
  if (worker *w = attached_worker()) { // others may wait for it, and then help with what it forks
    run_claimed(*w, {.heap = &task});
    return;
  }
  const bool ends_here = !task.ends_elsewhere;
  const task_status outcome = run_within_boundary([&] { return task.kind->run(task); });
  drop_stale_errors();
  if (!ends_here)
    return;
  end_task(task, outcome);
}

void end_task(heap_task &task, task_status outcome) noexcept {
  task.after.notify_all();
  end_task(static_cast<basic_task &>(task), outcome);
}

void end_task(basic_task &task, task_status outcome) noexcept {
  const void *sleepers = task.state.futex_address();
  if (task.state.finish(outcome))
    futex_wake_all(sleepers);
}

} // namespace xfork::detail

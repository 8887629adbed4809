#include "xfork/scheduler/entries.hpp"

#include "base/cycle_count.hpp"
#include "base/futex.hpp"
#include "scheduler/demand.hpp"
#include "scheduler/elastic_pool.hpp"
#include "scheduler/pool.hpp"
#include "scheduler/steal.hpp"
#include "scheduler/worker_table.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/scheduler/fork_join.hpp"

#include <algorithm>

namespace xfork::detail {

namespace {

/// Entries that are worth being claimed at once.
unsigned stride_of(const entry_row &row) noexcept {
  const std::uint32_t ticks = row.cost.ticks();
  return ticks == 0 ? 1 : std::clamp(tuning::batch_ticks / ticks, 1u, tuning::max_batch);
}

/// How many entries of a thread may wait to be claimed.
unsigned most_waiting(const worker &w, unsigned stride, bool hungry) noexcept {
  const unsigned each = hungry ? tuning::offered_entries_per_hungry_worker : tuning::offered_entries_per_worker;
  return std::min(each * active_workers() * stride * w.patience, tuning::max_pending_entries / 2);
}

/// Whether what waits in the row repays waking somebody; it can be claimed in any case.
bool worth_waking(const entry_row &row) noexcept {
  const std::uint64_t ticks = row.cost.ticks();
  return ticks == 0 || row.unclaimed() * ticks >= tuning::batch_ticks;
}

/// Calls that outlast the steps of the monitor that looks for blocked workers, as those that block do: then a longer row
/// costs nothing, and lets them overlap.
void adjust_patience(worker &w, const entry_slot &batch) noexcept {
  const bool took_long = batch.elapsed / batch.length > tuning::long_call;
  w.patience = took_long ? std::min(2 * w.patience, tuning::max_patience) : 1;
}

/// Nobody else knows of it.
void abandon(entry_batch batch) noexcept {
  batch.first->elapsed = entry_slot::not_measured;
  static_cast<void>(batch.first->batch.finish(task_status::done));
}

/// Its memory may be gone afterwards.
task_status begin_io_entry(basic_task &task) noexcept {
  run_io_entry(static_cast<io_entry &>(task).slot);
  return task_status::done;
}
constexpr task_kind io_entry_kind{&begin_io_entry};

} // namespace

io_entry::io_entry(entry_slot &s) noexcept : heap_task(io_entry_kind), slot(s) {
  joined_by_maker = true;
  io_bound = true;
  ends_elsewhere = true;
}

void offer_io_entry(entry_row &row) noexcept {
  entry_slot &entry = *row.claim_newest().first;
  drop_stale_errors();
  start_pool();
  if (!offer_to_elastic_pool(**entry.as<io_entry *>()))
    run_io_entry(entry);
}

bool take_back_io_entry(entry_slot &entry) noexcept { return entry.kind->io_bound && take_back_heap_task(**entry.as<io_entry *>()); }

void run_io_entry(entry_slot &entry) noexcept {
  if (worker *w = attached_worker()) { // others may wait for it, and then help with what it forks
    run_claimed(*w, {.entries = {&entry, 1}});
    return;
  }
  const void *sleepers = entry.batch.futex_address();
  if (entry.batch.finish(run_batch({&entry, 1})))
    futex_wake_all(sleepers);
}

void abandon_io_entry(entry_slot &entry) noexcept { abandon({&entry, 1}); }

bool entries_are_small(const entry_row &row) noexcept {
  return row.cost.ticks() != 0 && row.cost.ticks() < tuning::small_call;
}

bool entries_wanted(const entry_row &row) noexcept {
  worker *w = runs_serially() || entries_are_small(row) ? nullptr : attach_this_thread();
  if (!w)
    return false;
  if (active_workers() == 1) {
    w->remove_limit();
    return false;
  }
  start_pool();
  const bool hungry = demand_for(*w);
  if (hungry)
    expect_hunger(*w);
  if (w->queue.approximate_size() + w->rows.approximate_size() < most_waiting(*w, 1, hungry)) {
    drop_stale_errors();
    return true;
  }
  relax(*w);
  ++w->count.inlined;
  return false;
}

unsigned share_entries(entry_row &row) noexcept {
  worker &w = this_worker();
  const unsigned stride = stride_of(row);
  row.stride.store_relaxed(stride);
  if (entries_are_small(row))
    return 0;
  const bool hungry = demand_for(w);
  if (hungry)
    expect_hunger(w);
  w.rows.publish(row, static_cast<unsigned>(w.nesting.value()));
  ++w.count.offers;
  if (worth_waking(row))
    announce_work(w);
  relax(w);
  return most_waiting(w, stride, hungry);
}

task_status run_entries(entry_row &row) noexcept {
  worker &w = this_worker();
  entry_batch batch = w.rows.claim_from(row, active_workers());
  if (!batch)
    batch = row.claim_unpublished();
  if (!batch)
    return task_status::pending;
  if (w.rows.approximate_size() == 0)
    w.poison_limit(); // nothing of mine is on offer: the next fork must put something there
  ++w.count.inlined;
  run_claimed(w, {.entries = batch});
  row.cost.note(batch.first->elapsed / batch.length);
  adjust_patience(w, *batch.first);
  if (row.anything_unclaimed() && worth_waking(row))
    announce_work(w);
  return batch.first->batch.load().status();
}

void abandon_entries(entry_row &row) noexcept {
  worker &w = this_worker();
  while (const entry_batch batch = w.rows.claim_all_from(row))
    abandon(batch);
  while (const entry_batch batch = row.claim_unpublished())
    abandon(batch);
}

std::uint64_t ticks_now() noexcept { return cycle_count(); }

} // namespace xfork::detail

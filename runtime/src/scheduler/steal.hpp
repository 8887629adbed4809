// Taking tasks from other threads.
#pragma once

#include "scheduler/worker.hpp"

namespace xfork::detail {

/// A task that a thief has claimed and must now run.
struct claimed_task {
  task_slot *slot = nullptr;
  heap_task *heap = nullptr;
  entry_batch entries = {};
  explicit operator bool() const noexcept { return slot || heap || entries; }
};

/// The oldest task of anybody, from a random victim on. A victim with nothing to offer learns that
/// somebody is hungry.
claimed_task claim_any(worker &thief) noexcept;
/// Whether claim_any could find something; sequentially consistent, for the last look before sleep.
bool anything_to_claim() noexcept;
/// A task forked by the one that has `ancestor` as its state or by a descendant of that, while it still runs.
claimed_task claim_descendant(const task_state &ancestor) noexcept;
/// Runs the entries in order, and no further than to one that throws.
task_status run_batch(entry_batch batch) noexcept;
/// Runs it on top of what `thief` is in the middle of.
void run_claimed(worker &thief, claimed_task task) noexcept;
/// The same with what was stolen; judges whether that was worth while.
void run_stolen(worker &thief, claimed_task task) noexcept;

} // namespace xfork::detail

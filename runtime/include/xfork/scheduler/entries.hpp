// What a scope asks of the scheduler: whether others would run its entries, to show them, and to run some of them itself.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/task/entry_row.hpp"
#include "xfork/task/heap_task.hpp"

namespace xfork::detail {

/// An entry that waits in the queue of the elastic threads, and is a batch for itself. Whoever takes it out of there runs it.
struct io_entry : heap_task {
  XFORK_API explicit io_entry(entry_slot &s) noexcept;

  entry_slot &slot;
};

/// Nothing is pending in the row. False: make the next call now; either nobody would take it, or it is too short.
[[nodiscard]] XFORK_API bool entries_wanted(const entry_row &row) noexcept;
/// The calls of this row are so short that handing one over costs more than making it.
[[nodiscard]] XFORK_API bool entries_are_small(const entry_row &row) noexcept;
/// Publishes what the row has and wakes whom it is for, unless its entries are small. Returns how many may wait to be
/// claimed, none if they are small; the caller runs the rest.
[[nodiscard]] XFORK_API unsigned share_entries(entry_row &row) noexcept;
/// Claims a batch of the oldest entries that nobody has begun, and runs it. Pending: there are none. Threw: one of them has.
XFORK_API task_status run_entries(entry_row &row) noexcept;
/// Nobody will begin those that nobody has begun; they count as finished.
XFORK_API void abandon_entries(entry_row &row) noexcept;

/// The newest entry of the row is for the elastic threads.
XFORK_API void offer_io_entry(entry_row &row) noexcept;
/// Takes it back if nobody has begun it; it counts as finished once it has been run, or abandoned.
[[nodiscard]] XFORK_API bool take_back_io_entry(entry_slot &entry) noexcept;
XFORK_API void run_io_entry(entry_slot &entry) noexcept;
XFORK_API void abandon_io_entry(entry_slot &entry) noexcept;

/// Ticks of the clock that costs are measured in.
[[nodiscard]] XFORK_API std::uint64_t ticks_now() noexcept;

} // namespace xfork::detail

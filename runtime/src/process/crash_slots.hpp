// Where a process leaves the calls it was in when it crashed, for the one that waits for it.
#pragma once

#include "process/task_trace.hpp"
#include "xfork/base/atomic.hpp"

namespace xfork::detail {

/// Lies in memory shared by a child, its own children, and the process that made it. Pages nobody crashes into are never
/// touched.
class crash_slots {
public:
  /// Null if there is no memory: then the calls are not known.
  static crash_slots *make() noexcept;
  static void release(crash_slots *slots) noexcept;

  /// In a signal handler. Nothing is recorded if more crash at once than there are slots.
  void record(std::uint64_t item, const call_stack &stack) noexcept;
  /// In a signal handler: it was no crash.
  void forget(std::uint64_t item) noexcept;
  /// What the process that was at `item` has recorded: nothing if it was killed, or has exited.
  task_trace take(std::uint64_t item);

private:
  /// The one that the calling process has recorded in, or null.
  struct slot;
  slot *find(std::uint64_t item) noexcept;

  enum state : std::uint32_t { empty, in_use, recorded };

  struct slot {
    atomic<std::uint32_t> what;
    bool ends_in_task;
    std::uint64_t item;
    call_stack stack;
  };
  slot m_slots[8];
};

/// In a new child: from now on crashes are recorded, before the program's own handlers for them are called. Null: not.
void record_crashes(crash_slots *slots) noexcept;
/// In a child: which item it is at.
void set_item_of_crashes(std::uint64_t item) noexcept;

} // namespace xfork::detail

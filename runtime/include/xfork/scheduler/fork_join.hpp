// The slow paths of fork and join: what the header-only fast paths call when one compare was not enough.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/task/heap_task.hpp"
#include "xfork/task/task_stack.hpp"

namespace xfork::detail {

/// may_push() said no. True: push (the thread has a stack by now), then call offer_forks(). False: run the call now.
[[nodiscard]] XFORK_API XFORK_COLD bool prepare_fork() noexcept;
/// Puts pending tasks of the calling thread on offer, as many as there is demand for, and wakes whom they are for.
XFORK_API XFORK_COLD void offer_forks() noexcept;

enum class join_outcome {
  run_and_popped, ///< nobody took it: the caller runs it; its slot is gone
  run_in_place,   ///< the same, but newer tasks lie above it: release_slot() when those are gone
  done,           ///< a thief ran it: the result is in the slot until release_slot()
  threw           ///< a thief ran it: the stored_error is in the slot until release_slot()
};

/// pop_private() said no. Waits if a thief has the task, meanwhile running nothing but descendants of it.
[[nodiscard]] XFORK_API XFORK_COLD join_outcome join_slowly(task_slot *slot) noexcept;
/// Pops a slot whose task is settled, if it is the newest; false if it must be called again later.
XFORK_API XFORK_COLD bool release_slot(task_slot *slot) noexcept;

/// Nobody is hungry: is so much of this thread on offer, or still private, that it may go on serially for a while? Not
/// until it has forked for some time after the last time somebody was hungry.
[[nodiscard]] XFORK_API bool enough_on_offer() noexcept;

/// Whether calls run where they are forked: XFORK_MODE=serial, or the thread could not be given a stack.
[[nodiscard]] XFORK_API bool runs_serially() noexcept;
/// A loop is about to fork half of what is left. True: the next fork is put on offer at once. False: do not.
[[nodiscard]] XFORK_API XFORK_COLD bool prepare_split() noexcept;

/// A scope or a lazy value asks whether a heap task would find a taker soon.
[[nodiscard]] XFORK_API bool heap_task_wanted() noexcept;
/// Queues it with the calling thread and wakes a sleeper. False: no room to be had; run it now.
[[nodiscard]] XFORK_API bool offer_heap_task(heap_task &task) noexcept;
/// Takes it back if nobody has begun it: then the caller runs it.
[[nodiscard]] XFORK_API bool take_back_heap_task(heap_task &task) noexcept;
/// Returns when `state` is finished; waiting rule as join_slowly().
XFORK_API task_status wait_for_task(task_state &state) noexcept;
/// Runs a task that the caller has taken, as a thief would: state, waiters and release included.
XFORK_API void run_heap_task(heap_task &task) noexcept;

} // namespace xfork::detail

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
/// Whether no other thread takes part: serial mode, or one worker.
[[nodiscard]] XFORK_API bool nobody_else_works() noexcept;
/// A loop is about to fork half of what is left. True: the next fork is put on offer at once. False: do not.
[[nodiscard]] XFORK_API XFORK_COLD bool prepare_split() noexcept;

/// Queues it with the calling thread and wakes a sleeper. False: no room to be had; run it now.
[[nodiscard]] XFORK_API bool offer_heap_task(heap_task &task) noexcept;
/// The same for a task whose time has come only now: there is always room, and nothing is run.
XFORK_API void queue_heap_task(heap_task &task) noexcept;
/// Takes it back if nobody has begun it: then the caller runs it.
[[nodiscard]] XFORK_API bool take_back_heap_task(heap_task &task) noexcept;
/// Returns when it is finished: takes it back and runs it, or waits. Where many tasks lie on this thread's native stack
/// already, another thread must run it, which has one of its own.
XFORK_API void join_heap_task(heap_task &task) noexcept;
/// Returns when `state` is finished; waiting rule as join_slowly().
XFORK_API task_status wait_for_task(task_state &state) noexcept;
/// The same until `deadline` (nanoseconds of the monotonic clock), but runs nothing meanwhile, for that might take
/// longer; whether it is finished.
XFORK_API bool wait_for_task_until(task_state &state, std::int64_t deadline) noexcept;
/// Runs a task that the caller has taken, as a thief would: state, followers and waiters included.
XFORK_API void run_heap_task(heap_task &task) noexcept;
/// Ends a task that run_heap_task() does not end: notifies its followers and wakes who waits for it. It may be gone
/// afterwards.
XFORK_API void end_task(heap_task &task, task_status outcome) noexcept;
/// The same for one that has no followers.
XFORK_API void end_task(basic_task &task, task_status outcome) noexcept;

} // namespace xfork::detail

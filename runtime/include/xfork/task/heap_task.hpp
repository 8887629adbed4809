// A forked call that does not live on a task stack: an entry of a scope, or a lazy value.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/task/task_state.hpp"

namespace xfork::detail {

class heap_queue;

/// Whoever takes it out of its queue runs it, and nobody else does; who owns its memory is its maker's affair.
struct heap_task {
  /// Runs the call and stores what came out of it; returns done or threw.
  using runner = task_status (*)(heap_task &) noexcept;
  /// Called by the thief after the state says finished, and last; null where the owner's join frees the task.
  using releaser = void (*)(heap_task &) noexcept;

  explicit heap_task(runner r, releaser d = nullptr) noexcept : run(r), release(d) {}
  heap_task(const heap_task &) = delete;
  heap_task &operator=(const heap_task &) = delete;

  runner run;
  releaser release;
  task_state state;
  heap_queue *queue = nullptr; ///< where it waits; guarded by nothing, for only its maker's thread or handles read it
  heap_task *previous = nullptr, *next = nullptr; ///< guarded by the queue's lock
  /// How many stolen tasks its maker was in the middle of; those who wait for one of these may take it.
  unsigned depth = 0;
  /// Joined before the task that made it ends, so that whoever waits for that one may run it.
  bool joined_by_maker = false;
};

} // namespace xfork::detail

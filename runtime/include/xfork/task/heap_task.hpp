// A forked call that does not live on a task stack: an entry of a scope, or a lazy value.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/task/followers.hpp"
#include "xfork/task/task_state.hpp"

#include <cstdint>

namespace xfork::detail {

struct basic_task;

/// What all tasks of one type have in common; a static object.
struct task_kind {
  /// Runs the task and stores what came out of it; returns done or threw.
  task_status (*run)(basic_task &) noexcept;
};

/// Anything that is run once, by whoever has claimed it. Who owns its memory is its maker's affair.
struct basic_task {
  explicit basic_task(const task_kind &k) noexcept : kind(&k) {}
  basic_task(const basic_task &) = delete;
  basic_task &operator=(const basic_task &) = delete;

  const task_kind *kind;
  task_state state;
  basic_task *next = nullptr; ///< on the one list it is on, if any
  atomic<std::uint32_t> handles{1}; ///< counted by its maker
};

/// One that can wait in a heap_queue. Whoever takes it out of the queue runs it, and nobody else does.
struct heap_task : basic_task {
  static constexpr std::uint16_t in_no_queue = 0xffff;

  explicit heap_task(const task_kind &k) noexcept : basic_task(k) {}

  atomic<std::uint16_t> queue{in_no_queue}; ///< number of the one it waits in
  /// How many stolen tasks its maker was in the middle of; those who wait for one of these may take it.
  std::uint16_t depth : 13 = 0;
  /// Joined before the task that made it ends, so that whoever waits for that one may run it. Has no followers.
  std::uint16_t joined_by_maker : 1 = false;
  /// Waits for the elastic threads, not for a worker.
  std::uint16_t io_bound : 1 = false;
  /// run() is only its beginning, and may be the end of the task's memory: somebody else ends it, if anybody.
  std::uint16_t ends_elsewhere : 1 = false;
  heap_task *previous = nullptr; ///< guarded by the queue's lock
  followers after;

  heap_task *next_in_queue() const noexcept { return static_cast<heap_task *>(next); }
};

} // namespace xfork::detail

// One forked call, in place in the array of the thread that forked it.
#pragma once

#include "xfork/base/fork_point.hpp"
#include "xfork/task/task_state.hpp"

#include <cstddef>

namespace xfork::detail {

/// One cache line. The owner writes callable and runner before it publishes the slot; the thief that claimed it puts
/// the result, or the stored_error, where the callable was.
struct alignas(64) task_slot {
  static constexpr std::size_t capacity = 40;

  alignas(16) std::byte data[capacity];
  /// Runs the call and stores what came out of it; returns done or threw.
  task_status (*run)(task_slot &) noexcept;
  task_state state;
  fork_point origin;

  template <class T> T *as() noexcept { return __builtin_launder(reinterpret_cast<T *>(data)); }
};

static_assert(sizeof(task_slot) == 64);

} // namespace xfork::detail

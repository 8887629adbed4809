// Where on a native stack the task begins that its thread has taken from elsewhere.
#pragma once

#include "xfork/base/attributes.hpp"

#include <cstdint>

namespace xfork::detail {

/// While it lives, what the thread calls is called by a task that somebody else has forked: a stack walk ends here, and
/// the callers are those of the fork.
class task_boundary {
public:
  XFORK_INLINE task_boundary() noexcept : m_frame(__builtin_frame_address(0)), m_outer(innermost), m_number(next_number()) {
    innermost = this;
  }
  ~task_boundary() { innermost = m_outer; }
  task_boundary(const task_boundary &) = delete;
  task_boundary &operator=(const task_boundary &) = delete;

  /// The calling thread's; null outside of tasks.
  static const task_boundary *current() noexcept { return innermost; }
  /// Frames above this address are not the task's.
  const void *frame() const noexcept { return m_frame; }
  /// Tells it from others, of any thread, at least for the next million tasks of its own; never 0.
  std::uint32_t number() const noexcept { return m_number; }

private:
  static std::uint32_t next_number() noexcept;

  static constinit thread_local const task_boundary *innermost;

  const void *m_frame;
  const task_boundary *m_outer;
  std::uint32_t m_number;
};

/// Runs a task in a frame of its own, which is its boundary.
template <class Run> XFORK_NOINLINE auto run_within_boundary(const Run &run) {
  const task_boundary boundary;
  return run();
}

} // namespace xfork::detail

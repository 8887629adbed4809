// What a process knows of one child of its own, and what it has in common with it.
#pragma once

#include "process/errors.hpp"
#include "process/file_descriptor.hpp"
#include "process/last_lines.hpp"
#include "xfork/process/start.hpp"

namespace xfork::detail {

/// The child's ends of what connects it to its parent.
struct child_ends {
  file_descriptor socket;   ///< for messages
  file_descriptor lifeline; ///< never carries anything; the kernel kills the child when the other end is gone
  file_descriptor errors;   ///< becomes the child's standard error

  void close() noexcept;
};

struct child {
  child(const process_options &o, reply_sink &s) : options(o), sink(&s) {}

  const process_options options;
  reply_sink *sink; ///< null once it wants nothing more
  file_descriptor process, socket, lifeline, errors;
  child_ends ends; ///< until the child has them
  last_lines output;
  child *next = nullptr;

  /// Makes the pairs; throws std::system_error.
  void connect();
  void close() noexcept;
};

/// In a new child: takes over its ends, lets it die with its parent and its standard error go there. Signals
/// are unblocked: the thread that made it may have blocked them because other threads were there for them.
void begin_child(child_ends &&ends, const process_options &options, int &socket) noexcept;
/// In a child: what it may have from now on, on top of what it has.
void limit_memory(std::size_t bytes) noexcept;
/// In a child, before each task: the processor time it may need.
void limit_cpu_time(double seconds) noexcept;
/// In a child: a task has failed for want of memory, and has to say so.
void lift_memory_limit() noexcept;

/// Before a fork, so that no child writes what its parent has written, and before a child sends a result.
void flush_output() noexcept;

} // namespace xfork::detail

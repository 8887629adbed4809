// What a process knows of one child of its own, and what it has in common with it.
#pragma once

#include "process/crash_slots.hpp"
#include "process/errors.hpp"
#include "process/file_descriptor.hpp"
#include "process/last_lines.hpp"
#include "xfork/process/start.hpp"

#include <mutex>

namespace xfork::detail {

/// The child's ends of what connects it to its parent.
struct child_ends {
  file_descriptor socket;   ///< for messages
  file_descriptor lifeline; ///< never carries anything; the kernel kills the child when the other end is gone
  file_descriptor errors;   ///< becomes the child's standard error

  void close() noexcept;
};

/// Whether a child ends with its task, or stays and serves call after call; then whoever calls has its socket for
/// itself, and it does not count among the tasks.
enum class child_life { task, server };

struct child {
  child(const process_options &o, reply_sink &s, child_life l = child_life::task)
      : options(o), life(l), held(l == child_life::server), sink(&s) {}

  const process_options options;
  const child_life life;
  bool held;        ///< by the watcher and by who calls it; the second to let go deletes it
  reply_sink *sink; ///< null once it wants nothing more
  file_descriptor process, socket, lifeline, errors;
  child_ends ends; ///< until the child has them
  std::mutex errors_lock; ///< for `errors` and `output`
  last_lines output;
  crash_slots *crashes = nullptr;
  child *next = nullptr;

  ~child() {
    if (crashes)
      crash_slots::release(crashes);
  }

  /// Makes the pairs; throws std::system_error.
  void connect();
  void close() noexcept;
  /// Passes on what it has written to standard error so far.
  void forward_errors();
};

/// In a new child: takes over its ends, lets it die with its parent and its standard error go there. Signals
/// are unblocked: the thread that made it may have blocked them because other threads were there for them.
void begin_child(child_ends &&ends, const process_options &options, int &socket) noexcept;
/// In a child of a child: the ends of its parent are not its own.
void close_inherited_ends() noexcept;
/// Of a child whose own children send over its socket: whether they keep it.
void share_socket_with_children(bool share) noexcept;
/// In a child: what it may have from now on, on top of what it has.
void limit_memory(std::size_t bytes) noexcept;
/// In a child, before each task: the processor time it may need; 0 lifts an earlier limit.
void limit_cpu_time(double seconds) noexcept;
/// In a child: a task has failed for want of memory, and has to say so.
void lift_memory_limit() noexcept;

/// Before a fork, so that no child writes what its parent has written, and before a child sends a result.
void flush_output() noexcept;

} // namespace xfork::detail

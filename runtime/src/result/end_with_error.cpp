#include "xfork/result/end_with_error.hpp"

#include "xfork/task/task_stack.hpp"

namespace xfork::detail {

void end_with_error(stored_error *error, fork_point origin, bool delivered) {
  const bool unwinding = static_cast<unsigned>(uncaught_errors()) > origin.uncaught();
  if (!unwinding && !delivered)
    deliver_last(error, origin);
  if (unwinding) {
    // One that a get() has thrown is probably what unwinds the block: it matters only if a task forked later has been
    // joined since, whose error must not win.
    keep_error(*error, origin, delivered);
    current_stack->poison_limit(); // the next fork looks for stale ones
  }
  forget_holder(*error, unwinding);
  release_error(error);
}

} // namespace xfork::detail

// Recording the stacks of exceptions: what the hooks of base do.
#pragma once

#include "traceback/call_stack.hpp"

#include <exception>

namespace xfork::detail {

/// From now on exceptions that reach a handler of any_exception are recorded. While the library is being loaded.
void start_recording() noexcept;

/// Of the pthread_exit() or cancellation that the calling thread is in the middle of, and that has come to a handler of
/// any_exception; else null.
const call_stack *stack_of_ending_thread() noexcept;

/// What has been recorded; false if nothing has.
bool recorded_stack(const std::exception_ptr &exception, call_stack &stack) noexcept;

} // namespace xfork::detail

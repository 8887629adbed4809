// Walking the stack by the unwind tables.
#pragma once

#include "base/call_stack.hpp"

namespace xfork::detail {

/// The calling thread's stack, to the boundary of its innermost task. If a `throw` is going on, from there; else from
/// the caller, or somewhere in libxfork above it.
void walk_stack(call_stack &stack) noexcept;

/// In a signal handler: the stack of what the signal has interrupted. Takes no lock and no memory once walk_stack() has been
/// called.
void walk_interrupted_stack(call_stack &stack) noexcept;

} // namespace xfork::detail

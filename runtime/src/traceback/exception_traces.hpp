// Which exception has which traceback.
#pragma once

#include "traceback/call_stack.hpp"

namespace xfork::detail::exception_traces {

/// An exception is known by the address of its object. Its trace goes when the object goes, for which the destructor that
/// the C++ runtime calls is replaced. Any thread may call any of these.

/// False: this C++ runtime lays out exceptions in another way than the one we know. Then nothing is ever recorded.
bool supported() noexcept;

/// Unless it has one. Without memory the trace is shortened, in the worst case to nothing.
void attach(void *object, const call_stack &stack) noexcept;
/// If the trace ends at the boundary of a task: for these are its callers.
void extend(void *object, const call_stack &callers) noexcept;

enum class found { none, complete, ends_at_task };
/// Whether it has a trace; in the last case `task` is set.
found look_up(void *object, std::uint32_t &task) noexcept;
/// An exception whose trace ends at the boundary of `task`; null if there is none.
void *ending_at(std::uint32_t task) noexcept;
/// Appends the trace to `stack`; false if there is none.
bool copy(void *object, call_stack &stack) noexcept;

/// Around fork(2).
void lock() noexcept;
void unlock() noexcept;

} // namespace xfork::detail::exception_traces

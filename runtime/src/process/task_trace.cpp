#include "process/task_trace.hpp"

#include "base/error_hooks.hpp"

#include <algorithm>

namespace xfork::detail {

constinit std::uint32_t task_of_process = 0;

task_trace trace_of(const call_stack &stack) {
  return {{stack.frames, stack.frames + stack.count}, stack.shortened || stack.task != task_of_process};
}

task_trace trace_of(const std::exception_ptr &exception) noexcept {
  call_stack stack;
  installed_error_hooks->recorded(exception, stack);
  try {
    return trace_of(stack);
  } catch (...) {
    return {{}, true};
  }
}

void give_trace(const std::exception_ptr &exception, const task_trace &trace, const fork_site *site) noexcept {
  call_stack stack;
  for (const std::uint64_t frame : trace.frames)
    stack.add(frame);
  stack.shortened |= trace.shortened;
  installed_error_hooks->came_from_process(exception, stack, site);
}

} // namespace xfork::detail

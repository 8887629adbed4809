// The calls of a task in one process on their way to another. Both run the same program, so that addresses mean the same.
#pragma once

#include "base/call_stack.hpp"
#include "base/task_boundary.hpp"
#include "xfork/base/fork_site.hpp"

#include <cstdint>
#include <exception>
#include <vector>

namespace xfork::detail {

/// From the innermost call to the task's first.
struct task_trace {
  std::vector<std::uint64_t> frames;
  bool shortened = false; ///< the outermost are missing
};

task_trace trace_of(const call_stack &stack);

/// In the process of the task: what is known of the exception. Without memory, less.
task_trace trace_of(const std::exception_ptr &exception) noexcept;

/// In the process that waits: the exception stands for what happened there. `site` as in error_hooks.
void give_trace(const std::exception_ptr &exception, const task_trace &trace, const fork_site *site) noexcept;

/// Which task of a process it is whose calls are of interest: the one that runs last within run_as_task().
extern std::uint32_t task_of_process;
template <class Run> void run_as_task(const Run &run) {
  run_within_boundary([&] {
    task_of_process = task_boundary::current()->number();
    run();
  });
}

} // namespace xfork::detail

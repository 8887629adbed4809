#include "traceback/record.hpp"

#include "base/error_hooks.hpp"
#include "base/task_boundary.hpp"
#include "traceback/exception_header.hpp"
#include "traceback/exception_traces.hpp"
#include "traceback/fork_sites.hpp"

#include <algorithm>
#include <cstdlib>
#include <new>
#include <pthread.h>
#include <utility>

namespace xfork::detail {

namespace {

/// The stack of a thrown pointer, on the way to its handler. Only there is the exception object known, since the search
/// for a handler works on what the pointer points to.
struct thrown_pointer {
  thrown_pointer *outer;
  int uncaught; // with this one
  bool shortened;
  std::uint32_t task;
  unsigned count;
  code_address *frames() noexcept { return reinterpret_cast<code_address *>(this + 1); }
};

constinit thread_local thrown_pointer *thrown_pointers = nullptr;

void remember_thrown_pointer(const call_stack &stack) noexcept {
  void *memory = std::malloc(sizeof(thrown_pointer) + stack.count * sizeof(code_address));
  if (!memory)
    return;
  thrown_pointers = ::new (memory)
      thrown_pointer{thrown_pointers, std::uncaught_exceptions(), stack.shortened, stack.task, stack.count};
  std::copy_n(stack.frames, stack.count, thrown_pointers->frames());
}

void on_thrown(const std::type_info &type, void *object) noexcept {
  if (!exception_traces::supported())
    return;
  const bool is_pointer = type.__is_pointer_p();
  std::uint32_t task;
  if (!is_pointer && exception_traces::look_up(object, task) != exception_traces::found::none)
    return;
  call_stack stack;
  walk_stack(stack);
  if (is_pointer)
    remember_thrown_pointer(stack);
  else
    exception_traces::attach(object, stack);
}

/// The stack of a pthread_exit(), as far as it was still there when the first handler was asked.
thread_local struct kept_stack {
  call_stack *stack = nullptr;
  ~kept_stack() { std::free(stack); }
} end_of_thread;

void on_thread_ends() noexcept {
  void *memory = end_of_thread.stack ? nullptr : std::malloc(sizeof(call_stack));
  if (!memory)
    return;
  end_of_thread.stack = ::new (memory) call_stack;
  walk_stack(*end_of_thread.stack);
}

void on_caught(const std::exception_ptr &exception) noexcept {
  const int uncaught = std::uncaught_exceptions() + 1; // while it was thrown
  while (thrown_pointers && thrown_pointers->uncaught >= uncaught) {
    thrown_pointer *thrown = std::exchange(thrown_pointers, thrown_pointers->outer);
    if (thrown->uncaught == uncaught && object_of(exception)) {
      call_stack stack;
      stack.append(thrown->frames(), thrown->count);
      stack.shortened = thrown->shortened;
      stack.task = thrown->task;
      exception_traces::attach(object_of(exception), stack);
    }
    std::free(thrown);
  }
}

/// The task that the calling thread has taken from elsewhere; 0: none.
std::uint32_t current_task() noexcept {
  const task_boundary *boundary = task_boundary::current();
  return boundary ? boundary->number() : 0;
}

/// Whether the trace lacks the callers of a task that the calling thread has left, or never been in.
bool ends_elsewhere(void *object) noexcept {
  std::uint32_t task = 0;
  return exception_traces::look_up(object, task) == exception_traces::found::ends_at_task && task != current_task();
}

void on_delivered(const std::exception_ptr &exception) noexcept {
  if (!ends_elsewhere(object_of(exception)))
    return;
  call_stack callers;
  walk_stack(callers);
  std::uint32_t task = 0;
  exception_traces::look_up(object_of(exception), task);
  // Not this one alone: it may hold others, as std::nested_exception does.
  while (void *object = exception_traces::ending_at(task))
    exception_traces::extend(object, callers);
}

void on_asked_for(const std::exception_ptr &exception) noexcept {
  if (!ends_elsewhere(object_of(exception)))
    return;
  call_stack unknown;
  unknown.shortened = true;
  exception_traces::extend(object_of(exception), unknown);
}

void on_left_lazy(const std::exception_ptr &exception, fork_site site) noexcept {
  std::uint32_t task = 0;
  if (exception_traces::look_up(object_of(exception), task) != exception_traces::found::ends_at_task ||
      task != current_task())
    return; // it comes from another lazy value, which this one has asked for
  call_stack callers;
  stack_at(site, callers);
  exception_traces::extend(object_of(exception), callers);
}

void on_interrupted(call_stack &stack) noexcept {
  call_stack unused;
  static const bool prepared = (walk_stack(unused), true);
  static_cast<void>(prepared);
  walk_interrupted_stack(stack);
}

void on_came_from_process(const std::exception_ptr &exception, const call_stack &stack, const fork_site *site) noexcept {
  if (!exception_traces::supported())
    return;
  call_stack whole = stack;
  if (!whole.shortened) {
    call_stack callers;
    if (site)
      stack_at(*site, callers);
    else
      walk_stack(callers);
    whole.append(callers.frames, callers.count);
    whole.shortened |= callers.shortened;
    whole.task = callers.task;
  }
  exception_traces::attach(object_of(exception), whole);
}

void lock_tables() noexcept {
  exception_traces::lock();
  lock_fork_sites();
}

void unlock_tables() noexcept {
  unlock_fork_sites();
  exception_traces::unlock();
}

constexpr error_hooks hooks{.thrown = on_thrown,
                            .thread_ends = on_thread_ends,
                            .caught = on_caught,
                            .delivered = on_delivered,
                            .asked_for = on_asked_for,
                            .left_lazy = on_left_lazy,
                            .forked = fork_site_of,
                            .recorded = [](const std::exception_ptr &exception,
                                           call_stack &stack) noexcept { recorded_stack(exception, stack); },
                            .interrupted = on_interrupted,
                            .came_from_process = on_came_from_process};

} // namespace

void start_recording() noexcept {
  installed_error_hooks = &hooks;
  pthread_atfork(&lock_tables, &unlock_tables, &unlock_tables);
}

const call_stack *stack_of_ending_thread() noexcept { return end_of_thread.stack; }

bool recorded_stack(const std::exception_ptr &exception, call_stack &stack) noexcept {
  return exception && exception_traces::copy(object_of(exception), stack);
}

} // namespace xfork::detail

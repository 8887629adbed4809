// What a higher layer wants to know of exceptions and of forks that outlive their function.
#pragma once

#include "base/call_stack.hpp"
#include "xfork/base/fork_site.hpp"

#include <exception>
#include <typeinfo>

namespace xfork::detail {

/// None of them throws. Called on the thread that the exception is on.
struct error_hooks {
  /// A handler of any_exception has been found, and nothing been unwound. `object`: as personality routines see it, so
  /// for a thrown pointer what that points to.
  void (*thrown)(const std::type_info &type, void *object) noexcept;
  /// The calling thread is being ended (pthread_exit, cancellation), and its unwinding has come to such a handler, which
  /// lets it pass. Where it goes on into a task's end, the program is terminated.
  void (*thread_ends)() noexcept;
  /// In that handler.
  void (*caught)(const std::exception_ptr &exception) noexcept;
  /// The thread that joins a task is about to throw what the task threw, or keeps it for rethrow_first().
  void (*delivered)(const std::exception_ptr &exception) noexcept;
  /// A thread that need not be the one that forked is about to throw what a lazy value has thrown.
  void (*asked_for)(const std::exception_ptr &exception) noexcept;
  /// In the handler around a lazy value's call, which was forked at `site`.
  void (*left_lazy)(const std::exception_ptr &exception, fork_site site) noexcept;
  /// A lazy value is being forked; `frame` is the frame address of a function called by the one that forks.
  fork_site (*forked)(const void *frame) noexcept;
  /// Adds what is known of the exception's stack.
  void (*recorded)(const std::exception_ptr &exception, call_stack &stack) noexcept;
  /// In a signal handler: the stack of what has been interrupted. May only be called after a first call elsewhere.
  void (*interrupted)(call_stack &stack) noexcept;
  /// The exception stands for what happened in another process, whose task had got through `stack`. That was forked at
  /// `site`; null: by a caller of this.
  void (*came_from_process)(const std::exception_ptr &exception, const call_stack &stack, const fork_site *site) noexcept;
};

/// Never null. Set while libxfork is being loaded.
extern const error_hooks *installed_error_hooks;

} // namespace xfork::detail

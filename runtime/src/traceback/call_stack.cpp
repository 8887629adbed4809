#include "traceback/call_stack.hpp"

#include "base/task_boundary.hpp"

#include <cxxabi.h>
#include <dlfcn.h>
#include <exception>
#include <unwind.h>

namespace xfork::detail {

namespace {

struct walk {
  call_stack &stack;
  const task_boundary *end;
  bool in_handler = false; // what the signal has interrupted is still to come
};

/// The C++ library's own, where a sanitizer stands in front of it.
code_address of_library(const char *name) noexcept { return reinterpret_cast<code_address>(dlsym(RTLD_NEXT, name)); }

/// What throws, or ends the program because nobody catches: such frames and those above them are not the program's.
bool is_throwing_function(code_address start) noexcept {
  static const code_address functions[] = {
      reinterpret_cast<code_address>(&abi::__cxa_throw), reinterpret_cast<code_address>(&abi::__cxa_rethrow),
      reinterpret_cast<code_address>(static_cast<void (*)(std::exception_ptr)>(&std::rethrow_exception)),
      reinterpret_cast<code_address>(static_cast<void (*)() noexcept>(&std::terminate)),
      of_library("pthread_exit"), of_library("_Unwind_Resume"),
      of_library("__cxa_throw"),
      of_library("__cxa_rethrow"),
      of_library("_ZSt17rethrow_exceptionNSt15__exception_ptr13exception_ptrE")};
  for (const code_address function : functions)
    if (start == function)
      return true;
  return false;
}

_Unwind_Reason_Code visit(_Unwind_Context *context, void *argument) noexcept {
  walk &w = *static_cast<walk *>(argument);
  int interrupted = 0;
  const code_address next = _Unwind_GetIPInfo(context, &interrupted);
  w.in_handler = w.in_handler && !interrupted;
  if (w.in_handler && next != 0)
    return _URC_NO_REASON;
  // Of the frame that this one calls: above the boundary's once the frame that holds the boundary has been passed.
  if (w.end && _Unwind_GetCFA(context) > reinterpret_cast<code_address>(w.end->frame())) {
    w.stack.task = w.end->number();
    return _URC_END_OF_STACK;
  }
  if (next == 0)
    return _URC_END_OF_STACK;
  if (is_throwing_function(_Unwind_GetRegionStart(context)))
    w.stack.count = 0, w.stack.shortened = false;
  else
    w.stack.add(interrupted ? next : next - 1);
  return _URC_NO_REASON;
}

} // namespace

void walk_stack(call_stack &stack) noexcept {
  walk w{stack, task_boundary::current()};
  _Unwind_Backtrace(&visit, &w);
}

void walk_interrupted_stack(call_stack &stack) noexcept {
  walk w{stack, task_boundary::current(), true};
  _Unwind_Backtrace(&visit, &w);
}

} // namespace xfork::detail

// Turns a recursive function into a template on the mode it runs in, and two functions that choose the mode:
//
//   long fib(int n) { if (n < 2) return n; auto a = stack_task([n] { return fib(n - 1); }); return fib(n - 2) + a.get(); }
//   // becomes, on the same lines and shortened:
//   long fib(int n); long fib_serial(int n); template <class mode> long fib_call(int n); template <class mode> long fib_clone(int n) {
//   if (n < 2) return n; auto a = mode::stack_task([n] { return fib_call<mode>(n - 1); }); return fib_call<mode>(n - 2) + a.get();
//   } template <class mode> long fib_call(int n) { … } long fib_serial(int n) { … } long fib(int n) { … }
#pragma once

#include "plan/ClonePlan.h"
#include "rewrite/Edit.h"

namespace xfork {

/// Before the calls of the function are rewritten.
void rewriteClone(const ClonePlan &Plan, Edits &Out);

} // namespace xfork

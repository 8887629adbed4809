// Turns planned calls into edits:
//
//   long a = fib(n - 1);   ...a...       auto a = ::xfork::stack_task([n] { return fib(n - 1); });   ...a.get()...
//   for (...) sum += f(i);               ::xfork::task_scope forks; for (...) forks.fork([i] { return f(i); }, [&](auto &&value) { sum += value; });
#pragma once

#include "plan/CallPlan.h"
#include "rewrite/Edit.h"

namespace xfork {

void rewriteCalls(const CallPlans &Plans, Edits &Out);

} // namespace xfork

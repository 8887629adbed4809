// Turns a planned loop into edits:
//
//   for (int i = 0; i < n; ++i) sum += a[i];
//   ::xfork::for_loop(::xfork::below<int>(0, n), ::xfork::reduction_plus(sum), [&](int i, auto &sum_part) { sum_part += a[i]; });
#pragma once

#include "plan/LoopPlan.h"
#include "rewrite/Edit.h"

namespace xfork {

void rewriteLoop(const LoopPlan &Plan, Edits &Out);

} // namespace xfork

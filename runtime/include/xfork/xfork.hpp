// xfork: run annotated sequential C++ in parallel. This header is the API, but for what costs
// more to include: <xfork/map.hpp>, <xfork/process.hpp>, <xfork/traceback.hpp>.
//
//   for_loop, for_each, while_loop   parallel loops, with reductions        loop/
//   stack_task            a forked call whose result stays in the block     result/stack_task.hpp
//   shared_task           forked calls that need each other's values        result/shared_task.hpp
//   task_scope            forked calls committed in program order           result/task_scope.hpp
//   fork, io_bound, lazy  a call in the background, its value used anywhere result/fork.hpp, lazy.hpp
//   process_task, …       the same in processes of their own             process.hpp
//   rethrow_first         the first exception in program order              base/stored_error.hpp
//   workers, set_mode     how many threads take part, if any                scheduler/workers.hpp
#pragma once

#include "xfork/base/stored_error.hpp"
#include "xfork/loop/collections.hpp"
#include "xfork/loop/compaction.hpp"
#include "xfork/loop/element_reductions.hpp"
#include "xfork/loop/exits.hpp"
#include "xfork/loop/for_each.hpp"
#include "xfork/loop/for_loop.hpp"
#include "xfork/loop/map_merges.hpp"
#include "xfork/loop/ordered_fold.hpp"
#include "xfork/loop/ordered_output.hpp"
#include "xfork/loop/user_reduction.hpp"
#include "xfork/loop/variables.hpp"
#include "xfork/loop/while_loop.hpp"
#include "xfork/process.hpp"
#include "xfork/result/await.hpp"
#include "xfork/result/fork.hpp"
#include "xfork/result/lazy.hpp"
#include "xfork/result/lazy_expression.hpp"
#include "xfork/result/modes.hpp"
#include "xfork/result/shared_task.hpp"
#include "xfork/result/stack_task.hpp"
#include "xfork/result/task_scope.hpp"
#include "xfork/scheduler/statistics.hpp"
#include "xfork/scheduler/workers.hpp"

#include "xfork/result/lazy_state.hpp"

#include "xfork/scheduler/fork_join.hpp"

namespace xfork::detail {

void start_lazy(heap_task &task) noexcept {
  if (!offer_heap_task(task))
    run_heap_task(task);
}

void join_lazy(heap_task &task) noexcept {
  if (task.state.load().finished())
    return;
  if (take_back_heap_task(task))
    run_heap_task(task);
  else
    wait_for_task(task.state);
}

} // namespace xfork::detail

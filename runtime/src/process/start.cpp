#include "xfork/process/start.hpp"

#include "base/processors.hpp"
#include "process/team.hpp"
#include "process/watcher.hpp"
#include "scheduler/worker_table.hpp"
#include "xfork/base/stored_error.hpp"
#include "xfork/task/task_stack.hpp"

namespace xfork::detail {

namespace {

struct single_order {
  const process_options &options;
  const process_call &call;
};

} // namespace

void start_process(const process_options &options, const process_call &call, reply_sink &sink) {
  single_order order{options, call};
  launch(
      new child(options, sink),
      [](int socket, void *context) {
        const auto &mine = *static_cast<single_order *>(context);
        run_item(socket, mine.options, mine.call, 0);
        ::_exit(0);
      },
      &order);
}

fork_point place_of_process() noexcept {
  drop_stale_errors();
  if (attach_this_thread())
    return current_stack->here();
  return fork_point(0, static_cast<unsigned>(uncaught_errors()));
}

unsigned default_team() noexcept { return usable_processors(); }

} // namespace xfork::detail

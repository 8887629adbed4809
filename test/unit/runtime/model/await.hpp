// How a thread waits for a task that runs elsewhere: the last lines of the runtime's wait_for().
#pragma once

#include "base/futex.hpp"
#include "xfork/task/task_state.hpp"

namespace xfork::model {

inline void await(detail::task_state &state) {
  for (;;) {
    const auto announced = state.announce_sleep();
    if (announced.finished())
      return;
    detail::futex_wait(state.futex_address(), announced.futex_value());
  }
}

} // namespace xfork::model

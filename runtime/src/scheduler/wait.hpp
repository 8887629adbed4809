// Waiting for a task that another thread runs.
#pragma once

#include "scheduler/worker.hpp"

namespace xfork::detail {

/// Returns when `state` is finished. Meanwhile runs descendants of that task and nothing else: an unrelated task
/// could want a lock the caller holds, or wait for the caller. (Leapfrogging: Wagner and Calder, 1993.)
task_status wait_for(worker &self, task_state &state) noexcept;

} // namespace xfork::detail

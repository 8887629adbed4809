// The children of this process, and the thread that listens to them.
#pragma once

#include "process/child.hpp"

namespace xfork::detail {

/// Forks. Returns in the parent, where `newborn` belongs to the watcher from then on; in the child, runs
/// `program`, which must not return.
void launch(child *newborn, void (*program)(int socket, void *context), void *context);

} // namespace xfork::detail

// The children of this process, and the thread that listens to them.
#pragma once

#include "process/child.hpp"

namespace xfork::detail {

/// Forks. Returns in the parent, where `newborn` belongs to the watcher from then on; in the child, runs
/// `program`, which must not return.
void launch(child *newborn, void (*program)(int socket, void *context), void *context);

/// By who calls a child that serves: lets go of it, and lets it die if it lives. Its sink is told, as of any death.
void dismiss(child *server) noexcept;

} // namespace xfork::detail

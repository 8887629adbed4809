// The stacks of forks, one copy of each.
#pragma once

#include "traceback/call_stack.hpp"
#include "xfork/base/fork_site.hpp"

namespace xfork::detail {

/// The stack from the caller of the function with this frame address on. Any thread; takes a lock for a stack never seen
/// before only.
fork_site fork_site_of(const void *frame) noexcept;

/// Marked as shortened if the site is not known.
void stack_at(fork_site site, call_stack &stack) noexcept;

/// Around fork(2).
void lock_fork_sites() noexcept;
void unlock_fork_sites() noexcept;

} // namespace xfork::detail

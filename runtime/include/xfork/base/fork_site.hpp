// Where a value was forked that may outlive the function that forked it.
#pragma once

#include "xfork/base/attributes.hpp"

#include <cstdint>

namespace xfork::detail {

struct stored_error;

/// Refers to the call stack of a fork. Of all forks with the same stack there is one copy, kept to the end of the process.
/// Only lazy values need it: the frame that forks a stack task, a loop or an entry of a scope is still there when it joins.
struct fork_site {
  std::uint32_t stack = 0; ///< 0: not recorded
  std::uint32_t task = 0;  ///< the stolen task in which it was forked, see task_boundary; 0: none
};

/// The caller's stack, as far as it was compiled with -fno-omit-frame-pointer: one walk along the frame pointers, some ns a
/// frame. Any thread.
XFORK_API XFORK_NOINLINE fork_site record_fork_site() noexcept;

/// capture_error() in the handler around a task that was forked at `site`.
XFORK_API XFORK_COLD stored_error *capture_error_of(fork_site site) noexcept;

} // namespace xfork::detail

// How a task or a scope that holds an exception ends.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/stored_error.hpp"

namespace xfork::detail {

/// For a destructor: throws the error if the block is left normally and nobody has seen it yet; keeps it for
/// rethrow_first() if the block is being unwound. `origin`: the place of what threw it, and the exceptions in flight when
/// the block was entered; `delivered`: a get() or join() has thrown it. Releases the error.
XFORK_API XFORK_COLD void end_with_error(stored_error *error, fork_point origin, bool delivered);

} // namespace xfork::detail

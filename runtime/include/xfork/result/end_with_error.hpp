// How a task or a scope that holds an exception ends.
#pragma once

#include "xfork/base/attributes.hpp"
#include "xfork/base/stored_error.hpp"

namespace xfork::detail {

/// For a destructor: throws the error if the block is left normally and nobody has seen it yet; keeps it for
/// rethrow_first() if the block is being unwound. `uncaught`: exceptions in flight when the task was forked;
/// `delivered`: a get() or join() has thrown it. Releases the error.
XFORK_API XFORK_COLD void end_with_error(stored_error *error, unsigned uncaught, bool delivered);

} // namespace xfork::detail

// A stack walk that costs two loads a frame.
#pragma once

#include "traceback/call_stack.hpp"

namespace xfork::detail {

/// Follows the chain of saved frame pointers from `frame` to the boundary of the innermost task, as long as it goes up
/// the calling thread's stack. Where functions are compiled without frame pointers the chain leaves them out, or ends.
/// Does not set `task`.
void walk_frame_pointers(const void *frame, call_stack &stack) noexcept;

} // namespace xfork::detail

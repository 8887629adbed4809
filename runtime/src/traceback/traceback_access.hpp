#pragma once

#include "traceback/call_stack.hpp"
#include "xfork/traceback.hpp"

namespace xfork {

/// Makes tracebacks of stacks.
struct traceback_access {
  static traceback make(const detail::call_stack &stack);
};

} // namespace xfork

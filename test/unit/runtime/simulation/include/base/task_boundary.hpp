// Takes the place of the runtime's own, which is for tracebacks, and thread_local.
#pragma once

#include "xfork/base/attributes.hpp"

namespace xfork::detail {

template <class Run> XFORK_NOINLINE auto run_within_boundary(const Run &run) { return run(); }

} // namespace xfork::detail

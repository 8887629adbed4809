// From the stack as it was to the stack as the serial program has it.
#pragma once

#include "traceback/symboliser.hpp"

#include <vector>

namespace xfork::detail {

/// `calls`: innermost first. Takes out the runtime and what starts programs and threads, and joins each forked lambda with
/// the function it stands in,
/// unless it was written by hand:
///
///   f                              line 3          f       line 3
///   both::{lambda}                 line 9          both    line 9
///   xfork::detail::…                        ->     main    line 20
///   both                           line 11
///   main                           line 20
///   __libc_start_main …
std::vector<symbol> serial_view(std::vector<symbol> calls);

} // namespace xfork::detail

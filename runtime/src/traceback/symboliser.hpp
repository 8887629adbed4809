// From addresses to functions and lines.
#pragma once

#include "traceback/call_stack.hpp"

#include <string>
#include <vector>

namespace xfork::detail {

/// One function call, also one that the compiler has inlined.
struct symbol {
  std::string function; ///< readable_name(); the place in the module if the function has no name that we know
  std::string file;     ///< empty without debug information
  unsigned line = 0, column = 0;
  std::string module; ///< the file that the code was loaded from
  /// The compiler has made this part of the function a function of its own (`f.part.0`), which the rest of it calls.
  bool is_part = false;
};

/// All calls that are in progress at these addresses, innermost first, those inlined included. Reads the debug
/// information of the modules concerned: milliseconds for each.
std::vector<symbol> symbolise(const code_address *addresses, unsigned count);

} // namespace xfork::detail

// Where the parts of xfork lie, seen from one of them. The build tree and an installation have the same
// shape, and nothing in it is absolute: bin/ beside lib/ beside include/.
#pragma once

#include <string>

namespace xfork {

struct Installation {
  std::string Bin;     ///< xfork, xfork++
  std::string Lib;     ///< libxfork-plugin.so, libxfork
  std::string Include; ///< xfork/xfork.hpp
  std::string Share;   ///< doc/xfork

  std::string plugin() const { return Lib + "/libxfork-plugin.so"; }
  std::string rewriter() const { return Bin + "/xfork"; }
  std::string pages() const { return Share + "/doc/xfork/diagnostics"; }
  std::string runtimeHeader() const { return Include + "/xfork/xfork.hpp"; }

  /// Seen from the running program, whatever links it was called through.
  static Installation ofProgram();
  /// Seen from the shared library that holds `Symbol`.
  static Installation ofLibrary(const void *Symbol);
};

} // namespace xfork

// Where the editing host puts its one line, `#include <xfork/xfork.hpp>`.
#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace xfork {

/// The text with the line added: before the first #include, else behind the comments and pragmas that open the file.
/// Unchanged if it is there already.
std::string withInclude(llvm::StringRef Text);

} // namespace xfork

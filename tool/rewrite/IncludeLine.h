// Where the editing host puts its one line, `#include <xfork/xfork.hpp>`.
#pragma once

#include "rewrite/Edit.h"
#include <optional>

namespace xfork {

/// The insertion that adds the line: before the first #include, else behind the comments and pragmas that open the
/// file. Nothing if it is there already.
std::optional<Edit> includeLine(unsigned File, llvm::StringRef Text);

} // namespace xfork

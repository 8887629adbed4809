// Lays out changed lines as the project's .clang-format says.
#pragma once

#include "Project.h"
#include "llvm/Support/Error.h"

namespace xfork {

/// `Style` is as for clang-format: `file` for the .clang-format that is nearest to each file, or the name of a style.
/// Only lines with edits are touched; they may become more or fewer.
llvm::Error formatChanges(Project &, llvm::StringRef Style);

} // namespace xfork

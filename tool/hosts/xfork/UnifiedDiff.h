// What `--diff` prints: the form that `patch` and `git apply` read.
#pragma once

#include "Pipeline.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace xfork {

/// The difference that the edits make to `Old`. `Path` must be relative, to be of use with `patch -p1`.
std::string unifiedDiff(llvm::StringRef Path, llvm::StringRef Old, const std::vector<FileEdit> &Edits);

} // namespace xfork

// What `#line` says of a file, said again of a copy of its text.
#pragma once

#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace xfork {

/// `Place` gives the offset in the copy for one in the file.
void copyLineNotes(const clang::SourceManager &From, clang::FileID File, clang::SourceManager &To, clang::FileID Copy,
                   llvm::function_ref<unsigned(unsigned)> Place);

} // namespace xfork

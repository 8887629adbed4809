// Annotations are suggested per unit, and a header must get the same from all of them.
#pragma once

#include "Unit.h"
#include "llvm/Support/Error.h"

namespace xfork {

/// Leaves of each file's edits those that every unit made which was made of the file.
llvm::Error keepCommonEdits(std::vector<Unit> &Units);

} // namespace xfork

// Library functions that keep state between calls, so that iterations share it.
#pragma once

#include "clang/AST/Decl.h"
#include <optional>

namespace xfork {

/// What to use instead, as the end of a sentence: "use ..."; nothing for other functions.
std::optional<llvm::StringRef> replacementFor(const clang::FunctionDecl *F);

} // namespace xfork

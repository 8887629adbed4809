// The statements that could be annotated: outer before inner, as sites without annotations.
#pragma once

#include "find/Site.h"
#include "source/SourceText.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace clang {
class ASTContext;
}

namespace xfork {

/// Asks about each loop and each statement that calls something and could be a task. If the answer is yes, what stands
/// inside is not asked about. Left out: what is annotated or holds annotations, templates, functions that may run at
/// compile time, coroutines, and text of macros and system headers.
void forEachCandidate(clang::ASTContext &Context, const SourceText &Source, const std::vector<Site> &Annotated,
                      llvm::function_ref<bool(const Site &)> Ask);

} // namespace xfork

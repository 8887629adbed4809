// Step 1 of the pipeline: every annotated construct of a translation unit, checked for being annotated sensibly.
#pragma once

#include "diagnose/Diagnose.h"
#include "find/Site.h"

namespace clang {
class ASTContext;
}

namespace xfork {

struct FoundSites {
  std::vector<Site> Sites; ///< In source order; outer before inner.
  std::vector<AttributeRemoval> Removals;
};

/// `Skipped` are the ranges that `#if` left out; `MacrosMayAnnotate` is explained at AnnotationChecker, `ArgumentsBackwards`
/// at callGroups(). Problems are reported; a site with a problem is left out.
FoundSites findSites(clang::ASTContext &Context, const SourceText &Source, Diagnoser &Diags,
                     llvm::ArrayRef<clang::SourceRange> Skipped, bool MacrosMayAnnotate, bool ArgumentsBackwards);

} // namespace xfork

// How the source writes an annotated call: a declaration, an assignment or append of its result, or the call alone.
#pragma once

#include "analyse/CallFacts.h"
#include "clang/AST/Expr.h"

namespace xfork {

struct WrittenCall {
  const clang::Expr *Call = nullptr;   ///< What becomes the task.
  const clang::Expr *Target = nullptr; ///< Of a commit: what the result is assigned or appended to.
  llvm::SmallVector<const clang::Expr *, 2> Others; ///< Of a commit: what else it evaluates.
};

/// Reads the form of a site into `Facts`. Nothing, and a finding, where there is no call that could be forked.
std::optional<WrittenCall> readCall(const Site &S, const clang::ASTContext &Context, const SourceText &Source, CallFacts &Facts);

} // namespace xfork

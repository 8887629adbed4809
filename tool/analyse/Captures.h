// Decides what a task takes along: arguments are evaluated at the fork, as the serial program would.
#pragma once

#include "analyse/CallFacts.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace xfork {

struct CaptureAnalysis {
  std::vector<CaptureFact> Captures;
  /// Local variables that the task refers to and that must outlive it.
  llvm::SmallVector<const clang::VarDecl *, 8> Referenced;
  /// Those that something captured leads to: a copy would not do.
  llvm::SmallVector<const clang::VarDecl *, 4> Pinned;
  /// Variables captured by copy.
  llvm::SmallPtrSet<const clang::VarDecl *, 8> Copied;
  /// Argument expressions evaluated at the fork; what they read is of no concern to the task.
  llvm::SmallVector<const clang::Expr *, 4> Evaluated;
  bool RefersToMore = false;
  bool InMacro = false;
};

/// `ForkVariables` are the variables of other forked declarations: they are read where they are.
CaptureAnalysis analyseCaptures(const clang::Expr *Call, const llvm::SmallPtrSetImpl<const clang::VarDecl *> &ForkVariables,
                                const clang::ASTContext &Context, const SourceText &Source);

/// Whether a variable of the type can be copied into a task.
bool isCopyable(clang::QualType T);

/// Turns references to a variable that dies too early into copies, where the program cannot tell the difference.
bool copyInstead(const clang::VarDecl *V, const clang::Expr *Call, CaptureAnalysis &Analysis, const clang::ASTContext &Context);

} // namespace xfork

// Recognises statements that fold a value into a variable: the material of reductions.
//
//   sum += e;   n++;   x = x * e;   m = std::min(m, e);   m = e < m ? e : m;   if (e < m) m = e;
#pragma once

#include "analyse/Access.h"

namespace xfork {

struct Update {
  ReductionOp Op;
  const clang::Expr *Target;                             ///< The variable, as written on the left.
  llvm::SmallVector<const clang::Expr *, 3> Mentions;    ///< Every mention of it, the target included.
  llvm::SmallVector<const clang::Expr *, 3> Operands;    ///< What is folded in.
};

std::optional<Update> matchUpdate(const clang::ASTContext &Context, const clang::Stmt *S);

} // namespace xfork

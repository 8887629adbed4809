// Recognises statements that fold a value into a variable: the material of reductions.
//
//   sum += e;   n++;   x = x * e;   m = std::min(m, e);   m = e < m ? e : m;   if (e < m) m = e;
//   v.push_back(e);
#pragma once

#include "analyse/Access.h"

namespace xfork {

struct Update {
  ReductionOp Op;
  const clang::Expr *Target;                             ///< The variable, as written on the left.
  llvm::SmallVector<const clang::Expr *, 3> Mentions;    ///< Every mention of it, the target included.
  llvm::SmallVector<const clang::Expr *, 3> Operands;    ///< What is folded in.
  /// Of an append: what is called, and the first argument that is folded in.
  llvm::SmallVector<std::pair<const clang::CallExpr *, unsigned>, 1> Calls = {};
  /// Of a minimum or maximum: what is new replaces what is equal to it, or not comparable: `m = std::min(e, m)`.
  bool LastOfEqualCounts = false;

  /// Whether the result depends on the order: of 0.0 and -0.0, and where there are values that are no numbers.
  bool isOrderSensitive() const;
};

/// `if (e < m) { m = e; where = i; }`: what goes with the smallest or largest value.
struct Selection {
  ReductionOp Op;
  const clang::Expr *Target;
  unsigned Mentions = 0; ///< How often the statement mentions the target.
  llvm::SmallVector<const clang::Expr *, 3> Companions;
  bool LastCounts = false; ///< `<=`: of equal values the last one counts.
};

/// Of a statement, so that nothing uses the value of the expression.
std::optional<Update> matchUpdate(const clang::ASTContext &Context, const clang::Stmt *S);
std::optional<Selection> matchSelection(const clang::ASTContext &Context, const clang::IfStmt *If);

} // namespace xfork

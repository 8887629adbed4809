// The variable that a `for` counts with.
#pragma once

#include "clang/AST/Stmt.h"
#include "clang/AST/ExprCXX.h"
#include <optional>

namespace xfork {

/// for (Variable = First; Variable <Op> ...; Variable += Step), the body leaving Variable alone.
struct LoopIndex {
  const clang::VarDecl *Variable = nullptr;
  const clang::Expr *First = nullptr; ///< Null for what it is before the loop.
  const clang::Expr *Step = nullptr; ///< Null for 1.
  bool CountsUp = true;
};

std::optional<LoopIndex> loopIndex(const clang::ForStmt *For);

/// The operands of a comparison: built in, overloaded or rewritten (C++20).
struct Comparison {
  clang::BinaryOperatorKind Op;
  const clang::Expr *Left, *Right;
};
std::optional<Comparison> comparison(const clang::Expr *E);

} // namespace xfork

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
  bool StepsInCondition = false; ///< `i-- > 0`: the body sees the value after the step.
};

std::optional<LoopIndex> loopIndex(const clang::ForStmt *For);

/// `i` in the condition `i-- > bound`, or in `i--`; `Bound` is null there.
struct CountDown {
  const clang::VarDecl *Variable;
  const clang::Expr *Bound;
};
std::optional<CountDown> countDown(const clang::Expr *Condition);

/// The operands of a comparison: built in, overloaded or rewritten (C++20).
struct Comparison {
  clang::BinaryOperatorKind Op;
  const clang::Expr *Left, *Right;
};
std::optional<Comparison> comparison(const clang::Expr *E);

} // namespace xfork

// Several calls of annotated functions in one expression, as in  return fib(n - 1) + fib(n - 2);
// `left ? left->sum() : 0` is taken for a call, too.
#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace xfork {

struct CallGroup {
  const clang::Expr *Region; ///< Evaluates all of them, whatever their values.
  llvm::SmallVector<const clang::Expr *, 4> Calls; ///< In the order in which the compiler makes them; none is part of another.
};

/// The groups of two calls and more in a full expression. `ArgumentsBackwards`: the compiler evaluates arguments from right
/// to left, as g++ does where the language leaves the order open.
std::vector<CallGroup> callGroups(const clang::Expr *Full, bool ArgumentsBackwards);

} // namespace xfork

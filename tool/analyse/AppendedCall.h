// `f(x)` in `v.push_back(f(x))`, `m.insert({key, f(x)})`, `v.insert(v.end(), f(x))`: a call whose result a standard
// container takes in. The call becomes the task; the rest of the statement is evaluated when the result is put in place.
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace xfork {

struct AppendedCall {
  const clang::Expr *Container;
  const clang::Expr *Forked;                        ///< The argument, or the part of a braced one.
  llvm::SmallVector<const clang::Expr *, 2> Others; ///< What else the container is given.
};

/// Nothing where it is not clear which one of several arguments to fork, or where evaluating the others later could be noticed.
std::optional<AppendedCall> readAppendedCall(const clang::Expr *Statement, const clang::ASTContext &Context);

} // namespace xfork

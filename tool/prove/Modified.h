// Which variables a piece of code may change, by their names.
#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace xfork {

using VariableSet = llvm::SmallPtrSet<const clang::ValueDecl *, 16>;

struct Modifications {
  VariableSet Any;      ///< Assigned, incremented, their address taken, or handed to something that may change them.
  VariableSet Members;  ///< Members of classes that are assigned, of whichever object.
  VariableSet Replaced; ///< In another way than by ++, --, += and -=.
};
Modifications modifications(const clang::Stmt *Code);
inline VariableSet modifiedVariables(const clang::Stmt *Code) { return modifications(Code).Any; }

/// Whether a pointer or iterator would be another if the expression that gives it were evaluated again.
bool isOutdated(const clang::Expr *Pointer, const Modifications &Since);

/// Whether the value of an expression may be another where one of the variables, or memory, has changed.
bool dependsOn(const clang::Expr *E, const VariableSet &Variables);

} // namespace xfork

// Statements that give a variable a whole new value, so that what it held before does not matter:
//
//   x = e;   text.clear();   v.assign(n, 0);   memset(a, 0, sizeof a);   for (int j = 0; j < 8; ++j) a[j] = e;
#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace xfork {

struct Assignments {
  llvm::SmallPtrSet<const clang::Stmt *, 8> Statements; ///< Of a loop, the initialisation of its counter.
  llvm::SmallPtrSet<const clang::Stmt *, 8> Targets;    ///< The mentions of the variable that read nothing.
};

Assignments findAssignments(const clang::Stmt *Code, const clang::VarDecl *Variable, const clang::ASTContext &Context);

/// Whether an expression is the variable, by its name.
bool names(const clang::Expr *E, const clang::VarDecl *Variable);

} // namespace xfork

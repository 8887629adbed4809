// Calls of functions that carry `fork::parallel`, or `fork::process`, themselves: each is a site without an annotation of its own.
#pragma once

#include "find/Site.h"
#include "clang/AST/Expr.h"

namespace xfork {

/// The `fork::` attributes on any declaration of a function or of the template it comes from.
Annotations annotationsOf(const clang::FunctionDecl *F);

/// Those of the function that an expression calls, if it is to be forked; none otherwise.
Annotations annotationsOfCall(const clang::Expr *E);

/// Whether evaluating it calls what does not belong to the standard library.
bool callsProgram(const clang::Stmt *Code);

/// Whether the code, lambdas in it left aside, calls a function that carries `fork::io_bound`.
bool callsIoBound(const clang::Stmt *Code);

/// The call of an annotated function that an expression is; or, of numbers, the only call in it, as in `1 + depth(left)`.
/// What belongs to the standard library does not count as a call.
const clang::Expr *annotatedCallIn(const clang::Expr *E);

/// What an expression statement drops, assigns or appends, if that is or holds such a call.
const clang::Expr *annotatedCallOf(const clang::Expr *Statement);

/// Whether a child is a statement of its own, not a part of one.
bool isStatementOf(const clang::Stmt *Parent, const clang::Stmt *Child);

} // namespace xfork

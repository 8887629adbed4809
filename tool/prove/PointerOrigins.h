// Whether two names may lead to the same memory, by what the function around a loop does with pointers, references,
// views, and objects that hold them:
//
//   Held h(a);                 h.data leads where a leads
//   double *q = b; q = a;      so does q
//
// All assignments count, in whichever order they run; the bodies of visible callees too, each call on its own.
#pragma once

#include "prove/PointerFlow.h"
#include "prove/Location.h"
#include "clang/AST/ASTContext.h"

namespace xfork {

class PointerOrigins {
public:
  PointerOrigins(const clang::FunctionDecl *Function, const clang::ASTContext &Context);

  struct Answer {
    bool MayMeet = false;
    const clang::Expr *Since = nullptr; ///< What made it so, where one expression did.
  };
  Answer compare(const Location &A, const Location &B) const;

private:
  bool takeTurns(const clang::ValueDecl *A, const clang::ValueDecl *B) const;

  PointerFlow Flow;
};

} // namespace xfork

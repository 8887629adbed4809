// The two parts of `a[i]`. In a template Clang cannot tell yet which is the subscript: it is taken for the second.
#pragma once

#include "clang/AST/Expr.h"

namespace xfork {

inline const clang::Expr *arrayOf(const clang::ArraySubscriptExpr *S) {
  return S->isTypeDependent() ? S->getLHS() : S->getBase();
}
inline const clang::Expr *subscriptOf(const clang::ArraySubscriptExpr *S) {
  return S->isTypeDependent() ? S->getRHS() : S->getIdx();
}

} // namespace xfork

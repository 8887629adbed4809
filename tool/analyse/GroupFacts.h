// Several calls of annotated functions in one expression: all but the last become tasks,
//
//   return fib(n - 1) + fib(n - 2);
//
// provided that nothing else in the expression tells the difference.
#pragma once

#include "analyse/CallFacts.h"

namespace xfork {

CallFacts analyseGroup(const Site &S, const std::vector<Site> &All, const clang::ASTContext &Context, const SourceText &Source);

} // namespace xfork

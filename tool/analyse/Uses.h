// Finds every mention of a forked variable, and what it takes to get the value there.
#pragma once

#include "analyse/CallFacts.h"

namespace xfork {

void findUses(const Site &S, const SourceText &Source, CallFacts &Facts);

/// Whether code names the variable, or a part of it that a structured binding has given a name.
bool mentions(const clang::Stmt *Code, const clang::VarDecl *Variable);

/// Whether code that other threads may run mentions the variable: a lambda, or one of the sites.
bool mentionsInsideClosure(const clang::Stmt *Code, const clang::VarDecl *Variable, const std::vector<Site> &All);

} // namespace xfork

// The jumps in a loop's body: those that end the iteration, and those that leave the loop before its end.
//
//   if (a[i] == wanted) return i;      returned by the body, and again behind the loop
//   if (a[i] < 0) return false;        the same for all iterations, so that it happens behind the loop
//   if (a[i] < 0) break;               only ends the loop
#pragma once

#include "analyse/Access.h"
#include "analyse/LoopFacts.h"
#include "analyse/LoopHeader.h"
#include "clang/AST/ASTContext.h"

namespace xfork {

/// Fills in the jumps of the facts, with findings for those that have no meaning in a parallel loop.
void findJumps(const Site &S, const LoopHeader &Header, const clang::ASTContext &Context, const SourceText &Source,
               LoopFacts &Facts);

/// What the body does to memory, without what happens behind the loop.
Accesses bodyAccesses(const LoopHeader &Header, const ExitFacts &Exits, const clang::ASTContext &Context);

} // namespace xfork

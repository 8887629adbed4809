// What OpenMP promises about the code of a directive, and what it does not: where threads exclude each other or have
// memory of their own, iterations need not be independent.
#pragma once

#include "openmp/Conversion.h"
#include "clang/AST/Stmt.h"

namespace clang {
class OMPExecutableDirective;
}

namespace xfork {

/// A critical section, an atomic update or a lock, also in the visible callees.
bool holdsExclusion(const clang::Stmt *Code);

/// Looks at the variables of which each thread has its own: by a clause, or declared in the region. Scratch space is
/// named as such; otherwise the engine alone has to see that iterations are independent.
void readPrivacy(const clang::OMPExecutableDirective &D, const clang::OMPExecutableDirective *Region, Conversion &C);

} // namespace xfork

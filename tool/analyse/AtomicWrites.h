// Writes to atomics. Threads may make them without asking, so the accesses of a task leave them out; in another process they are
// lost like all others.
#pragma once

#include "clang/AST/Expr.h"
#include <string>
#include <vector>

namespace xfork {

struct AtomicWrite {
  std::string Object;          ///< As the program names it.
  clang::SourceLocation Where; ///< In the code itself, also if a visible callee makes it.
};

/// Of a piece of code, to what outlives it; each object once.
std::vector<AtomicWrite> atomicWrites(const clang::Stmt *Code);

} // namespace xfork

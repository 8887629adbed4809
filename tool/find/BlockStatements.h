// The statements of an annotated block that are worth a task of their own.
#pragma once

#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"

namespace xfork {

/// All but the last, which the thread that runs the block runs itself (`AlsoLast`: it too); without declarations, and without statements that
/// hold no call and no loop, may leave the block, or print, which keeps its order only in place.
llvm::SmallVector<const clang::Stmt *, 8> taskStatements(const clang::CompoundStmt *Block, bool AlsoLast);

/// Whether running it may take a while: it holds a call or a loop.
bool takesTime(const clang::Stmt *Code);

/// Whether it writes to a stream or to the terminal, as far as the bodies of its callees can be seen.
bool prints(const clang::Stmt *Code);

} // namespace xfork

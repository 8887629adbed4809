// Locks that the program holds where it waits for a task. If the task takes the same lock, neither can go on:
//
//   [[fork::parallel]] int n = count_locked(table);
//   std::lock_guard guard(table.mutex);              // waits for the call first, since n is needed while the lock is held
//   table.size = n;
#pragma once

#include "clang/AST/Stmt.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace xfork {

/// Whether code may take a lock: it is seen to, or calls something that nobody can see into.
bool mayTakeLock(const clang::Stmt *Code);

/// Whether code takes a lock, and what follows in the same block, which therefore runs with the lock held, is `Needed`.
bool holdsLockWhile(const clang::Stmt *Code, const clang::Stmt *Function, llvm::function_ref<bool(const clang::Stmt *)> Needed);

/// Whether the code in the innermost of these statements runs while a recursive mutex is held that one of them has locked. The
/// thread that holds it may lock it again, and another one that the code is given to may not.
bool isUnderRecursiveLock(llvm::ArrayRef<const clang::Stmt *> Ancestors, const clang::Stmt *Code);

} // namespace xfork

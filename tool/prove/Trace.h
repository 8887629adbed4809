// What one loop's body does to memory, access by access: where, when, and through which calls. The bodies of visible
// callees count as part of it.
#pragma once

#include "find/Site.h"
#include "prove/Condition.h"
#include "prove/Location.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseSet.h"

namespace xfork {

struct MemoryAccess {
  Location Where;
  bool Writes = false;
  bool IsCertain = true;              ///< False: an opaque callee may do it.
  const clang::Expr *At = nullptr;
  DomainRef When;
  clang::SourceLocation Call{};       ///< Inside a callee: where the loop's body calls it.
  std::string Callee{};               ///< Of an uncertain one: who may do it.
};

struct Trace {
  Atoms All;
  AtomId Iteration = 0;
  std::vector<MemoryAccess> Accesses;
  /// Calls of functions whose body is not visible, each callee once, with the place of the call.
  std::vector<std::pair<const clang::CallExpr *, clang::SourceLocation>> OpaqueCalls;
  /// Every call of a function by its name, in visible callees too; the place is that in the loop's body.
  std::vector<std::pair<const clang::CallExpr *, clang::SourceLocation>> Calls;
  llvm::DenseSet<const clang::Expr *> Visited;  ///< All that names memory, private memory included.
  llvm::DenseSet<const clang::Expr *> Followed; ///< Arguments and objects of calls whose callee was followed.
  /// Of a loop over linked nodes: the pointer to an iteration's own.
  const clang::ValueDecl *Chain = nullptr;
  bool IsComplete = true; ///< False: too large to be followed to the end.
};

/// The function around all lambdas: what a lambda captures is assigned there.
const clang::FunctionDecl *outermostFunction(const clang::FunctionDecl *F);

/// Follows one iteration. The head's conditions and the `if`s and loops around are known to hold.
Trace traceLoop(const Site &S, const clang::ASTContext &Context);

} // namespace xfork

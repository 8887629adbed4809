// Whether the iterations of a loop touch each other's elements: all accesses of the body, pair by pair.
#pragma once

#include "prove/PairVerdict.h"
#include "prove/PointerOrigins.h"
#include "llvm/ADT/DenseMap.h"

namespace xfork {

/// The worst that can be said of one write.
struct ElementVerdict {
  PairVerdict Pair;
  const MemoryAccess *Write = nullptr, *Other = nullptr;
  const clang::Expr *Since = nullptr; ///< What may have made two names lead to one place.
};

class ElementProofs {
public:
  ElementProofs(const Site &S, const clang::ASTContext &Context);

  /// Of a write, by the expression that names its target. Independent if no such expression writes anything shared.
  ElementVerdict verdict(const clang::Expr *Target) const;
  /// The worst of all writes to the same variable, if it is worse than V.
  ElementVerdict worst(const ElementVerdict &V) const;
  /// Whether the analysis has been at the expression at all.
  bool knows(const clang::Expr *Target) const { return T.Visited.contains(Target); }
  /// Whether it is an argument, or the object, of a call whose callee has been followed.
  bool follows(const clang::Expr *Argument) const { return T.Followed.contains(Argument); }
  const Trace &trace() const { return T; }

  /// Pairs of names that are taken to be different memory, since nothing says otherwise.
  const std::vector<std::pair<const MemoryAccess *, const MemoryAccess *>> &assumedApart() const { return Apart; }

private:
  void compareAll();
  void consider(const MemoryAccess &Write, const MemoryAccess &Other);
  void note(const MemoryAccess &Write, const MemoryAccess &Other, PairVerdict V, const clang::Expr *Since = nullptr);
  bool mayBeLinked(const MemoryAccess &A, const MemoryAccess &B);
  bool mayBeOneObject(const MemoryAccess &A, const MemoryAccess &B);

  Trace T;
  /// Made when the first two names are compared.
  std::optional<PointerOrigins> Origins;
  const clang::FunctionDecl *Around;
  const clang::ASTContext &Context;
  isl::Session Session;
  llvm::DenseMap<const clang::Expr *, ElementVerdict> Verdicts;
  std::vector<std::pair<const MemoryAccess *, const MemoryAccess *>> Apart;
};

} // namespace xfork

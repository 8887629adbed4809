// Says what the proofs found out about elements.
#pragma once

#include "analyse/Access.h"
#include "analyse/Finding.h"
#include "prove/ElementProofs.h"

namespace xfork {

class ElementFindings {
public:
  ElementFindings(const ElementProofs &Proofs, const SourceText &Source) : Proofs(Proofs), Source(Source) {}

  /// Nothing if it is proven that iterations do not collide there.
  std::optional<Finding> about(const Access &A) const;
  /// Whether an iteration changes it, callees that can be followed included.
  bool changes(const Access &A) const;
  /// Writes that the list of accesses does not have: those of callees to what they were given, of calls in templates,
  /// through pointers that lead anywhere.
  /// `Reported` is what has been complained about.
  /// `IsOwn` is what the list takes for the iteration's own, which may yet stand for something shared: a member that is a
  /// reference, the proxy of a bit.
  std::vector<Finding> unseen(const Accesses &Seen, llvm::ArrayRef<const Access *> Reported, llvm::function_ref<bool(const Access &)> IsOwn) const;

  /// Calls, also in visible callees, of functions with state of their own, and output that only a callee makes.
  std::vector<Finding> calls() const;

  /// What was neither proven nor warned about: names taken to be different memory, callees taken to be harmless.
  std::vector<Finding> assumptions() const;

private:
  std::optional<Finding> finding(const ElementVerdict &V) const;
  Finding carried(const ElementVerdict &V) const;
  Finding sameElement(const ElementVerdict &V) const;
  Finding unproven(const ElementVerdict &V) const;
  std::string text(const clang::Expr *E) const;
  /// Where the loop's body does it: the call, if a callee does.
  static clang::SourceLocation place(const MemoryAccess &A);

  const ElementProofs &Proofs;
  const SourceText &Source;
};

} // namespace xfork

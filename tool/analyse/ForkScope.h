// Where the task of a call may live: from the innermost block around it out to the end of what it must not outlast,
// the enclosing function, lambda, `try` or parallel loop's body.
#pragma once

#include "analyse/CallFacts.h"
#include "analyse/Place.h"

namespace xfork {

class ForkScope {
public:
  ForkScope(const Site &S, const std::vector<Site> &All);

  /// Declared inside the statement the scope stands before, so that it dies earlier.
  bool isInside(const clang::VarDecl *V) const;
  /// Moves the scope inwards until the variable outlives it.
  void limitTo(const clang::VarDecl *V);
  void keepInnermost();

  /// The block that holds the scope; null where a parallel loop's body is a single statement.
  const clang::CompoundStmt *block() const { return Levels[Chosen].Block; }
  /// The statement of the block that holds the call.
  const clang::Stmt *statement() const { return Levels[Chosen].Statement; }
  /// Whether the call itself stands in the block, and a variable can be declared in its place.
  bool holdsDirectly() const;

  /// What a range-for around the call iterates over, for its loop variable.
  const clang::Expr *rangeOf(const clang::VarDecl *V) const;
  /// Whether each iteration of the loops inside the scope has an object of its own there.
  bool isPerIteration(const Place &P) const;

  const clang::Stmt *boundary() const { return Boundary; }
  TryFact::Kind tryKind() const { return TryForm; }
  /// Whether the code behind the fork may throw while the task runs.
  bool mayThrowAfter() const;

private:
  struct Level {
    const clang::CompoundStmt *Block;
    const clang::Stmt *Statement;
  };

  const clang::Stmt *child(unsigned Index) const;
  bool isParallelLoop(const clang::Stmt *S, const std::vector<Site> &All) const;

  const Site &S;
  llvm::SmallVector<Level, 8> Levels; ///< Innermost first.
  unsigned Chosen = 0;
  const clang::Stmt *Boundary = nullptr;
  TryFact::Kind TryForm = TryFact::Function;
};

/// Whether code calls something that is not `noexcept`, or throws.
bool mayThrow(const clang::Stmt *Code);

} // namespace xfork

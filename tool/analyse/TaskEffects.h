// What a task touches while the code behind its fork runs, and whether that code collides with it.
#pragma once

#include "analyse/Access.h"

namespace xfork {

/// What is known, by `fork::independent`, of objects that both the task and a later call may change.
enum class Independence {
  None,
  OfSameCallee, ///< Calls of one function change different parts.
  OfAllCalls,   ///< Both calls are said to be independent.
};

class TaskEffects {
public:
  explicit TaskEffects(const clang::ASTContext &Context) : Context(Context) {}

  /// An access the task makes; what its variable points to or was made from counts too.
  void add(const Access &A);
  /// The target a result is committed to.
  void addTarget(const clang::Expr *E);

  /// The access of `Code` that must wait for the task, if any.
  std::optional<Access> conflict(const clang::Stmt *Code, Independence Known = Independence::None) const;
  /// The same of one access.
  std::optional<Access> conflict(const Access &Later) const;
  /// Whether the task may write the variable itself.
  bool mayWrite(const clang::ValueDecl *V) const;
  /// What the task itself touches, by the names it uses.
  const std::vector<Access> &accesses() const { return Direct; }

private:
  std::optional<Access> conflictWith(const TaskEffects &Theirs, Independence Known) const;
  void addWithOrigins(const Access &A);

  const clang::ASTContext &Context;
  std::vector<Access> Direct;
  std::vector<Access> List; ///< The origins of pointers and views included.
};

/// Values that cannot lead back to what they were made from: numbers, and the standard containers.
bool isSelfContained(clang::QualType T);

/// Variables that a local pointer, reference or view was made from, and may lead to.
llvm::SmallVector<const clang::VarDecl *, 4> origins(const clang::VarDecl *V, const clang::ASTContext &Context);

} // namespace xfork

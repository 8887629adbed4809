// Finds the statements that a task must be joined in front of: the first, on every path behind its fork, that collide.
#pragma once

#include "clang/AST/Expr.h"
#include <functional>
#include <vector>

namespace xfork {

class JoinPlacement {
public:
  /// `Conflicts` says whether a statement or expression must wait for the task. `Behind` are the initialisers that the
  /// statement of the fork evaluates later: those of further declarators.
  JoinPlacement(const clang::Stmt *Fork, llvm::ArrayRef<const clang::Expr *> Behind,
                std::function<bool(const clang::Stmt *)> Conflicts)
      : Fork(Fork), Behind(Behind), Conflicts(std::move(Conflicts)) {}

  /// Statements that are tasks themselves: nothing can be joined inside of them.
  void setTasks(std::function<bool(const clang::Stmt *)> Predicate) { IsTask = std::move(Predicate); }
  /// Nothing is going to be inserted, so the places may also be such where nothing can be.
  void onlyLook() { Inserts = false; }
  /// Walks the statements of a block from the one that holds the fork on.
  void walk(const clang::CompoundStmt *Block, const clang::Stmt *From);
  /// The same where the fork's statement is alone in its block.
  void walkSingle(const clang::Stmt *Only);

  /// Statements, and initialisers of `Behind`.
  const std::vector<const clang::Stmt *> &joins() const { return Joins; }
  /// A join would be needed where none can stand; the task cannot overlap anything there.
  bool isBlocked() const { return Blocked; }
  const clang::Stmt *blockedBy() const { return BlockedBy; }

private:
  struct State {
    bool Pending;         ///< The task may be running here.
    bool NeedsOuter;      ///< A join is wanted in front of an enclosing statement.
  };

  State statement(const clang::Stmt *S, bool Pending, bool CanInsert);
  State branch(const clang::Stmt *S, bool Pending);
  State block(const clang::CompoundStmt *Block, bool Pending, bool AtLabels);
  State loop(const clang::Stmt *S, bool Pending, bool CanInsert);
  State condition(const clang::Stmt *S, bool Pending, bool CanInsert);
  State fork(bool Pending);
  State joinBefore(const clang::Stmt *S, bool CanInsert);
  bool holdsFork(const clang::Stmt *S) const;
  void block(const clang::Stmt *By);

  const clang::Stmt *Fork;
  llvm::ArrayRef<const clang::Expr *> Behind;
  std::function<bool(const clang::Stmt *)> Conflicts;
  std::function<bool(const clang::Stmt *)> IsTask = [](const clang::Stmt *) { return false; };
  std::vector<const clang::Stmt *> Joins;
  bool LeftByBreak = false; ///< Of the innermost switch: a `break` may have been reached with the task still running.
  bool Inserts = true;
  bool Blocked = false;
  const clang::Stmt *BlockedBy = nullptr;
};

} // namespace xfork

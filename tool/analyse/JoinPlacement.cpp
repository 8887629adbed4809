#include "analyse/JoinPlacement.h"
#include "find/Site.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

/// A `goto` may come here from anywhere.
static bool isJumpedTo(const Stmt *S) {
  for (S = withoutAttributes(S); isa<SwitchCase, LabelStmt>(S); S = withoutAttributes(S)) {
    if (isa<LabelStmt>(S))
      return true;
    S = cast<SwitchCase>(S)->getSubStmt();
  }
  return false;
}

void JoinPlacement::walk(const CompoundStmt *Block, const Stmt *From) {
  bool Pending = false, Started = false;
  for (const Stmt *Child : Block->body()) {
    const Stmt *S = withoutLabels(Child);
    Started |= S == From;
    if (!Started)
      continue;
    Pending |= S != From && isJumpedTo(Child);
    State After = statement(S, Pending, true);
    Pending = After.Pending;
    if (After.NeedsOuter)
      block(Child);
  }
}

void JoinPlacement::walkSingle(const Stmt *Only) {
  if (statement(Only, false, false).NeedsOuter)
    block(Only);
}

void JoinPlacement::block(const Stmt *By) {
  Blocked = true;
  BlockedBy = By;
}

bool JoinPlacement::holdsFork(const Stmt *S) const {
  if (!S || S == Fork)
    return S == Fork;
  if (isa<Expr>(S))
    return false;
  return llvm::any_of(S->children(), [&](const Stmt *Child) { return holdsFork(Child); });
}

JoinPlacement::State JoinPlacement::joinBefore(const Stmt *S, bool CanInsert) {
  if (!CanInsert && Inserts)
    return {true, true};
  Joins.push_back(S);
  return {false, false};
}

JoinPlacement::State JoinPlacement::fork(bool Pending) {
  if (Pending && Conflicts(Fork))
    block(Fork);
  for (const Expr *Initialiser : Behind)
    if (Conflicts(Initialiser))
      return joinBefore(Initialiser, true);
  return {true, false};
}

JoinPlacement::State JoinPlacement::branch(const Stmt *S, bool Pending) {
  if (!S)
    return {Pending, false};
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return block(Block, Pending, false);
  return statement(S, Pending, false);
}

JoinPlacement::State JoinPlacement::block(const CompoundStmt *Block, bool Pending, bool AtLabels) {
  State Now{Pending, false};
  for (const Stmt *Child : Block->body()) {
    if (AtLabels && isa<SwitchCase>(Child))
      Now.Pending |= Pending;
    Now.Pending |= isJumpedTo(Child);
    State After = statement(withoutLabels(Child), Now.Pending, true);
    Now = {After.Pending, Now.NeedsOuter || After.NeedsOuter};
  }
  // A switch may skip all of its cases.
  return {Now.Pending || (AtLabels && Pending), Now.NeedsOuter};
}

JoinPlacement::State JoinPlacement::loop(const Stmt *S, bool Pending, bool CanInsert) {
  bool Inside = holdsFork(S);
  if (!Inside)
    return Pending && Conflicts(S) ? joinBefore(S, CanInsert) : State{Pending, false};
  const Stmt *Body = nullptr;
  llvm::SmallVector<const Stmt *, 3> Head;
  if (const auto *For = dyn_cast<ForStmt>(S)) {
    Body = For->getBody();
    Head = {For->getCond(), For->getInc()};
  } else if (const auto *While = dyn_cast<WhileStmt>(S)) {
    Body = While->getBody();
    Head = {While->getCond()};
  } else if (const auto *Do = dyn_cast<DoStmt>(S)) {
    Body = Do->getBody();
    Head = {Do->getCond()};
  } else
    Body = cast<CXXForRangeStmt>(S)->getBody();
  for (const Stmt *Part : Head)
    if (Part && Conflicts(Part))
      block(Part);
  llvm::SaveAndRestore<bool> Saved(LeftByBreak, LeftByBreak); // a `break` in it is the loop's own
  // The second and later iterations find the tasks of the first.
  State After = branch(Body, true);
  if (After.NeedsOuter)
    block(Body);
  return {true, false};
}

JoinPlacement::State JoinPlacement::condition(const Stmt *S, bool Pending, bool CanInsert) {
  const Stmt *Init = nullptr, *Cond = nullptr;
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    Init = If->getInit() ? If->getInit() : If->getConditionVariableDeclStmt();
    Cond = If->getCond();
  } else {
    const auto *Switch = cast<SwitchStmt>(S);
    Init = Switch->getInit() ? Switch->getInit() : Switch->getConditionVariableDeclStmt();
    Cond = Switch->getCond();
  }
  if (Pending && ((Init && Conflicts(Init)) || (Cond && Conflicts(Cond)))) {
    State Before = joinBefore(S, CanInsert);
    if (Before.NeedsOuter)
      return Before;
    Pending = false;
  }
  size_t Known = Joins.size();
  State After{Pending, false};
  if (const auto *If = dyn_cast<IfStmt>(S)) {
    State Then = branch(If->getThen(), Pending), Else = branch(If->getElse(), Pending);
    After = {Then.Pending || Else.Pending, Then.NeedsOuter || Else.NeedsOuter};
  } else if (const auto *Body = dyn_cast<CompoundStmt>(cast<SwitchStmt>(S)->getBody())) {
    llvm::SaveAndRestore<bool> Saved(LeftByBreak, false);
    After = block(Body, Pending, true);
    After.Pending |= LeftByBreak;
  }
  if (!After.NeedsOuter)
    return After;
  if (holdsFork(S) && !Pending) {
    block(S);
    return {true, false};
  }
  Joins.resize(Known);
  return joinBefore(S, CanInsert);
}

JoinPlacement::State JoinPlacement::statement(const Stmt *S, bool Pending, bool CanInsert) {
  if (!S)
    return {Pending, false};
  Pending |= isJumpedTo(S);
  S = withoutLabels(S);
  LeftByBreak |= isa<BreakStmt>(S) && Pending;
  if (S == Fork)
    return fork(Pending);
  if (IsTask(S))
    return Pending && Conflicts(S) ? joinBefore(S, CanInsert) : State{Pending, false};
  if (const auto *Block = dyn_cast<CompoundStmt>(S))
    return block(Block, Pending, false);
  if (isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt>(S))
    return loop(S, Pending, CanInsert);
  if (isa<IfStmt, SwitchStmt>(S))
    return condition(S, Pending, CanInsert);
  if (Pending && Conflicts(S))
    return joinBefore(S, CanInsert);
  return {Pending, false};
}

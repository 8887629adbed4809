#include "find/BlockStatements.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Place.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

/// A subscript, a smart pointer looked through, a size: what a plain member or array would give without a call.
static bool isAccess(const Stmt *Code) {
  const auto *Call = dyn_cast<CallExpr>(Code);
  if (!Call || !isStd(Call->getCalleeDecl()))
    return false;
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Call))
    return Op->getOperator() == OO_Subscript || Op->getOperator() == OO_Arrow || Op->getOperator() == OO_Star;
  CallKnowledge Callee = knowledgeOf(Call);
  return isa<CXXMemberCallExpr>(Call) && (Callee.AsksSize || Callee.GivesElement || isa<CXXConversionDecl>(Call->getCalleeDecl()));
}

bool xfork::takesTime(const Stmt *Code) {
  if (Code && isAccess(Code))
    return llvm::any_of(Code->children(), takesTime);
  return Code && (isa<CallExpr, CXXConstructExpr, ForStmt, CXXForRangeStmt, WhileStmt, DoStmt, CoroutineSuspendExpr>(Code) ||
                  llvm::any_of(Code->children(), takesTime));
}

/// `return` and its like, and a `break` or `continue` of a loop around the block.
static bool mayLeave(const Stmt *Code, bool InLoop = false, bool InSwitch = false) {
  if (!Code || isa<LambdaExpr>(Code))
    return false;
  if (isa<ReturnStmt, GotoStmt, IndirectGotoStmt, LabelStmt, CoreturnStmt, CoroutineSuspendExpr>(Code))
    return true;
  if (isa<BreakStmt>(Code))
    return !InLoop && !InSwitch;
  if (isa<ContinueStmt>(Code))
    return !InLoop;
  bool IsLoop = isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(Code);
  return llvm::any_of(Code->children(), [&](const Stmt *Child) {
    return mayLeave(Child, InLoop || IsLoop, InSwitch || isa<SwitchStmt>(Code));
  });
}

static bool prints(const Stmt *Code, llvm::SmallPtrSetImpl<const FunctionDecl *> &Visited) {
  if (!Code)
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(Code)) {
    CallKnowledge Callee = knowledgeOf(Call);
    if (Callee.IsPrint || Callee.IsOutput)
      return true;
    const FunctionDecl *Definition = nullptr;
    if (const FunctionDecl *F = Call->getDirectCallee(); F && !isStd(F) && F->hasBody(Definition) && Visited.insert(Definition).second)
      if (::prints(Definition->getBody(), Visited))
        return true;
  }
  return llvm::any_of(Code->children(), [&](const Stmt *Child) { return ::prints(Child, Visited); });
}

bool xfork::prints(const Stmt *Code) {
  llvm::SmallPtrSet<const FunctionDecl *, 8> Visited;
  return ::prints(Code, Visited);
}

llvm::SmallVector<const Stmt *, 8> xfork::taskStatements(const CompoundStmt *Block, bool AlsoLast) {
  llvm::SmallVector<const Stmt *, 8> Result;
  for (const Stmt *Child : Block->body())
    if ((AlsoLast || Child != Block->body_back()) && !isa<DeclStmt, NullStmt, AttributedStmt, SwitchCase>(Child) && takesTime(Child) && !mayLeave(Child) && !xfork::prints(Child))
      Result.push_back(Child);
  return Result;
}

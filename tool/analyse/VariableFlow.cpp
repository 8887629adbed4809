#include "analyse/VariableFlow.h"
#include "analyse/Assignments.h"
#include "analyse/Place.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include <functional>

using namespace clang;
using namespace xfork;

namespace {
/// Where an edge leads, be it taken or not as far as Clang can see.
const CFGBlock *target(const CFGBlock::AdjacentBlock &Edge) {
  return Edge.getReachableBlock() ? Edge.getReachableBlock() : Edge.getPossiblyUnreachableBlock();
}

/// Follows the paths on which the variable is not assigned.
class PathWalk {
public:
  PathWalk(const VarDecl *Variable, const ASTContext &Context, const Stmt *Code)
      : Variable(Variable), Whole(findAssignments(Code, Variable, Context)) {}
  bool IsRead = false, ReachesEnd = false, ReachesNext = false;
  const CFGBlock *LeavesFunction = nullptr; ///< Where nothing needs to be assigned any more.
  /// Inner loops that are taken to run at least once.
  std::function<bool(const ForStmt *)> Runs = [](const ForStmt *) { return false; };

  /// From the beginning of `Block` until `Next` (a next iteration), blocks of `Inside` only if it is given.
  void from(const CFGBlock *Block, const CFGBlock *Next, const llvm::SmallPtrSetImpl<const CFGBlock *> *Inside) {
    if (!Block || Block == LeavesFunction)
      return;
    if (Block == Next) {
      ReachesNext = true;
      return;
    }
    if (Inside && !Inside->contains(Block)) {
      ReachesEnd = true;
      return;
    }
    if (!Visited.insert(Block).second)
      return;
    for (const CFGElement &E : *Block)
      if (std::optional<CFGStmt> S = E.getAs<CFGStmt>())
        if (assigns(S->getStmt()))
          return;
    const auto *Inner = dyn_cast_or_null<ForStmt>(Block->getTerminatorStmt());
    if (Inner && Inside && Runs(Inner))
      from(target(*Block->succ_begin()), Next, Inside);
    else
      for (const CFGBlock::AdjacentBlock &To : Block->succs())
        from(target(To), Next, Inside);
  }

  /// The same after each assignment in `Inside`.
  void fromAssignments(const CFGBlock *Next, const llvm::SmallPtrSetImpl<const CFGBlock *> &Inside) {
    for (const CFGBlock *Block : Inside)
      if (llvm::any_of(*Block, [&](const CFGElement &E) {
            std::optional<CFGStmt> S = E.getAs<CFGStmt>();
            return S && Whole.Statements.contains(S->getStmt());
          }))
        followAll(*Block, Next, Inside);
  }

private:
  /// True ends the path; a read is noted.
  bool assigns(const Stmt *S) {
    if (Whole.Statements.contains(S))
      return true;
    if (const auto *D = dyn_cast<DeclRefExpr>(S))
      IsRead |= D->getDecl()->getCanonicalDecl() == Variable->getCanonicalDecl() && !Whole.Targets.contains(D);
    if (const auto *L = dyn_cast<LambdaExpr>(S))
      IsRead |= llvm::any_of(L->captures(), [&](const LambdaCapture &C) {
        return C.capturesVariable() && C.getCapturedVar()->getCanonicalDecl() == Variable->getCanonicalDecl();
      });
    if (const auto *D = dyn_cast<DeclStmt>(S))
      return llvm::is_contained(D->decls(), Variable);
    return false;
  }

  void followAll(const CFGBlock &Block, const CFGBlock *Next, const llvm::SmallPtrSetImpl<const CFGBlock *> &Inside) {
    for (const CFGBlock::AdjacentBlock &To : Block.succs()) {
      const CFGBlock *B = target(To);
      if (B == Next)
        ReachesNext = true;
      else if (B && Inside.contains(B) && Visited.insert(B).second)
        followAll(*B, Next, Inside);
    }
  }

  const VarDecl *Variable;
  Assignments Whole;
  llvm::SmallPtrSet<const CFGBlock *, 32> Visited;
};

struct LoopBlocks {
  const CFGBlock *Entry = nullptr, *Next = nullptr, *Exit = nullptr;
  llvm::SmallPtrSet<const CFGBlock *, 32> Inside; ///< The body.
};

const Stmt *bodyOf(const Stmt *Loop) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    return For->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(Loop))
    return While->getBody();
  return cast<CXXForRangeStmt>(Loop)->getBody();
}

std::optional<LoopBlocks> findBlocks(const CFG &Graph, const Stmt *Loop) {
  LoopBlocks Result;
  for (const CFGBlock *B : Graph) {
    if (B->getTerminatorStmt() == Loop && B->succ_size() == 2) {
      Result.Entry = target(*B->succ_begin());
      Result.Exit = target(*(B->succ_begin() + 1));
    }
    if (B->getLoopTarget() == Loop)
      Result.Next = B;
  }
  if (!Result.Entry || !Result.Next || !Result.Exit)
    return std::nullopt;
  // The body's blocks: those that lead to the next iteration, found backwards from there, and what lies on the way out.
  struct Collector : RecursiveASTVisitor<Collector> {
    llvm::DenseSet<const Stmt *> Statements;
    bool VisitStmt(Stmt *S) { return Statements.insert(S), true; }
  } Body;
  Body.TraverseStmt(const_cast<Stmt *>(bodyOf(Loop)));
  for (const CFGBlock *B : Graph) {
    bool Has = B->getTerminatorStmt() && Body.Statements.contains(B->getTerminatorStmt());
    for (const CFGElement &E : *B)
      if (std::optional<CFGStmt> S = E.getAs<CFGStmt>())
        Has |= Body.Statements.contains(S->getStmt());
    Has |= B->getLoopTarget() && Body.Statements.contains(B->getLoopTarget());
    if (Has)
      Result.Inside.insert(B);
  }
  // Blocks without anything in them, between those.
  for (bool Grows = true; Grows;) {
    Grows = false;
    for (const CFGBlock *B : Graph) {
      auto IsInside = [&](const CFGBlock::AdjacentBlock &P) { return target(P) && Result.Inside.contains(target(P)); };
      if (B->empty() && !B->getTerminatorStmt() && B != Result.Next && B != Result.Exit && B != &Graph.getExit() &&
          !Result.Inside.contains(B) && !B->pred_empty() && llvm::all_of(B->preds(), IsInside)) {
        Result.Inside.insert(B);
        Grows = true;
      }
    }
  }
  return Result;
}
} // namespace

VariableFlow::VariableFlow(const FunctionDecl *Function, const ASTContext &Context)
    : Function(Function), Body(Function ? Function->getBody() : nullptr) {
  if (!Body)
    return;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.PruneTriviallyFalseEdges = false;
  Graph = CFG::buildCFG(Function, const_cast<Stmt *>(Body), const_cast<ASTContext *>(&Context), Options);
}

std::optional<IterationFlow> VariableFlow::iteration(const Stmt *Loop, const VarDecl *Variable, RunsAlike Alike) const {
  std::optional<LoopBlocks> Blocks = Graph ? findBlocks(*Graph, Loop) : std::nullopt;
  if (!Blocks)
    return std::nullopt;
  PathWalk Walk(Variable, Function->getASTContext(), bodyOf(Loop));
  Walk.from(Blocks->Entry, Blocks->Next, &Blocks->Inside);
  PathWalk Onward(Variable, Function->getASTContext(), bodyOf(Loop));
  Onward.fromAssignments(Blocks->Next, Blocks->Inside);
  return IterationFlow{Walk.IsRead, alwaysAssigns(Loop, Variable, Alike), !Onward.ReachesNext};
}

bool VariableFlow::alwaysAssigns(const Stmt *Loop, const VarDecl *Variable, RunsAlike Alike) const {
  std::optional<LoopBlocks> Blocks = findBlocks(*Graph, Loop);
  if (!Blocks)
    return false;
  PathWalk Walk(Variable, Function->getASTContext(), bodyOf(Loop));
  Walk.LeavesFunction = &Graph->getExit();
  Walk.Runs = [&](const ForStmt *Inner) { return Inner != Loop && Alike(Inner) && alwaysAssigns(Inner, Variable, Alike); };
  Walk.from(Blocks->Entry, Blocks->Next, &Blocks->Inside);
  return !Walk.ReachesEnd && !Walk.ReachesNext;
}

bool VariableFlow::isReadAfter(const Stmt *Loop, const VarDecl *Variable) const {
  std::optional<LoopBlocks> Blocks = Graph ? findBlocks(*Graph, Loop) : std::nullopt;
  if (!Blocks || !Variable->hasLocalStorage() || Variable->getDeclContext() != Function)
    return true;
  PathWalk Walk(Variable, Function->getASTContext(), Body);
  Walk.from(Blocks->Exit, nullptr, nullptr);
  if (Walk.IsRead)
    return true;
  // A handler may be entered from anywhere.
  struct HandlerFinder : RecursiveASTVisitor<HandlerFinder> {
    const VarDecl *Variable;
    bool Found = false, Inside = false;
    bool TraverseCXXCatchStmt(CXXCatchStmt *S) {
      bool Saved = Inside;
      Inside = true;
      bool Continue = RecursiveASTVisitor::TraverseCXXCatchStmt(S);
      Inside = Saved;
      return Continue;
    }
    bool VisitDeclRefExpr(DeclRefExpr *D) {
      Found |= Inside && D->getDecl()->getCanonicalDecl() == Variable->getCanonicalDecl();
      return true;
    }
  } Handlers;
  Handlers.Variable = Variable;
  Handlers.TraverseStmt(const_cast<Stmt *>(Body));
  return Handlers.Found;
}

bool VariableFlow::isAliased(const VarDecl *Variable) const {
  struct Finder : RecursiveASTVisitor<Finder> {
    const VarDecl *Variable;
    bool Found = false;
    bool VisitUnaryOperator(UnaryOperator *U) {
      Found |= U->getOpcode() == UO_AddrOf && names(U->getSubExpr(), Variable);
      return true;
    }
    bool VisitVarDecl(VarDecl *V) {
      Found |= V->getType()->isReferenceType() && V->getInit() && names(V->getInit(), Variable);
      return true;
    }
    bool VisitLambdaExpr(LambdaExpr *L) {
      for (const LambdaCapture &C : L->captures())
        Found |= C.capturesVariable() && C.getCaptureKind() == LCK_ByRef &&
                 C.getCapturedVar()->getCanonicalDecl() == Variable->getCanonicalDecl();
      return true;
    }
  } F;
  F.Variable = Variable;
  F.TraverseStmt(const_cast<Stmt *>(Body));
  return F.Found;
}

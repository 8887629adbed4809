#include "analyse/Assignments.h"
#include "analyse/Place.h"
#include "analyse/Subscript.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace xfork;

bool xfork::names(const Expr *E, const VarDecl *Variable) {
  const auto *D = E && Variable ? dyn_cast<DeclRefExpr>(stripped(E)) : nullptr;
  return D && D->getDecl()->getCanonicalDecl() == Variable->getCanonicalDecl();
}

namespace {
class AssignmentFinder : public RecursiveASTVisitor<AssignmentFinder> {
public:
  AssignmentFinder(const VarDecl *Variable, const ASTContext &Context) : Variable(Variable), Context(Context) {}
  Assignments Result;

  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->getOpcode() == BO_Assign)
      add(B, B->getLHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *C) {
    if (C->getOperator() == OO_Equal && C->getNumArgs() == 2)
      add(C, C->getArg(0));
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *C) {
    const CXXMethodDecl *M = C->getMethodDecl();
    if (!M || !isStd(M) || !M->getIdentifier())
      return true;
    bool Renews = llvm::StringSwitch<bool>(M->getName()).Cases({"clear", "assign", "fill", "reset"}, true).Default(false);
    if (Renews)
      add(C, C->getImplicitObjectArgument());
    return true;
  }
  bool VisitCallExpr(CallExpr *C) {
    const FunctionDecl *F = C->getDirectCallee();
    if (!F || !F->getIdentifier() || C->getNumArgs() != 3)
      return true;
    const auto *Size = dyn_cast<UnaryExprOrTypeTraitExpr>(C->getArg(2)->IgnoreParenImpCasts());
    bool IsWhole = Size && Size->getKind() == UETT_SizeOf && !Size->isArgumentType() && names(Size->getArgumentExpr(), Variable);
    if (F->getName() == "memset" && IsWhole && Variable->getType()->isArrayType())
      add(C, C->getArg(0));
    return true;
  }
  bool VisitForStmt(ForStmt *For) {
    if (fills(For))
      for (const Stmt *S : Filled) {
        Result.Statements.insert(For->getInit());
        Result.Targets.insert(S);
      }
    Filled.clear();
    return true;
  }

private:
  void add(const Stmt *Assignment, const Expr *Target) {
    if (!names(Target, Variable))
      return;
    Result.Statements.insert(Assignment);
    Result.Targets.insert(stripped(Target));
  }

  /// `for (int j = 0; j < size; ++j) array[j] = …`, where the array is mentioned in no other way.
  bool fills(const ForStmt *For) {
    const auto *Array = Context.getAsConstantArrayType(Variable->getType());
    const auto *Condition = dyn_cast_or_null<BinaryOperator>(For->getCond());
    if (!Array || !Condition || Condition->getOpcode() != BO_LT || !For->getInc() || !For->getInit())
      return false;
    const VarDecl *Index = counterFromZero(For->getInit());
    const auto *Step = dyn_cast<UnaryOperator>(For->getInc()->IgnoreParens());
    Expr::EvalResult Size;
    if (!Index || !Step || !Step->isIncrementOp() || !names(Step->getSubExpr(), Index) || !names(Condition->getLHS(), Index) ||
        Condition->getRHS()->isInstantiationDependent() || !Condition->getRHS()->EvaluateAsInt(Size, Context) ||
        Size.Val.getInt().getZExtValue() != Array->getZExtSize())
      return false;
    return firstMentionAssigns(For->getBody(), Index);
  }

  const VarDecl *counterFromZero(const Stmt *Init) const {
    const VarDecl *Index = nullptr;
    const Expr *First = nullptr;
    if (const auto *D = dyn_cast<DeclStmt>(Init); D && D->isSingleDecl()) {
      Index = dyn_cast<VarDecl>(D->getSingleDecl());
      First = Index ? Index->getInit() : nullptr;
    } else if (const auto *B = dyn_cast<BinaryOperator>(Init); B && B->getOpcode() == BO_Assign) {
      const auto *Counter = dyn_cast<DeclRefExpr>(stripped(B->getLHS()));
      Index = Counter ? dyn_cast<VarDecl>(Counter->getDecl()) : nullptr;
      First = B->getRHS();
    }
    Expr::EvalResult Value;
    bool IsZero = First && !First->isInstantiationDependent() && First->EvaluateAsInt(Value, Context) && Value.Val.getInt() == 0;
    return IsZero ? Index : nullptr;
  }

  bool firstMentionAssigns(const Stmt *Body, const VarDecl *Index) {
    struct UseFinder : RecursiveASTVisitor<UseFinder> {
      const VarDecl *Array, *Index;
      llvm::SmallVector<const Stmt *, 4> Found;
      bool HasOther = false;
      bool TraverseArraySubscriptExpr(ArraySubscriptExpr *S) {
        if (!names(arrayOf(S), Array) || !names(subscriptOf(S), Index))
          return RecursiveASTVisitor<UseFinder>::TraverseArraySubscriptExpr(S);
        Found.push_back(stripped(arrayOf(S)));
        return true;
      }
      bool VisitDeclRefExpr(DeclRefExpr *D) {
        HasOther |= D->getDecl()->getCanonicalDecl() == Array->getCanonicalDecl();
        return true;
      }
      bool VisitStmt(Stmt *S) {
        HasOther |= isa<BreakStmt, ContinueStmt, GotoStmt, ReturnStmt, LambdaExpr>(S);
        return true;
      }
    } Uses;
    Uses.Array = Variable;
    Uses.Index = Index;
    Uses.TraverseStmt(const_cast<Stmt *>(Body));
    const Stmt *First = Body;
    if (const auto *Block = dyn_cast<CompoundStmt>(Body)) {
      auto It = llvm::find_if(Block->body(), [&](const Stmt *S) { return mentions(S); });
      First = It == Block->body_end() ? nullptr : *It;
    }
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(First);
    const auto *Target = Assign && Assign->getOpcode() == BO_Assign ? dyn_cast<ArraySubscriptExpr>(Assign->getLHS()->IgnoreParens()) : nullptr;
    if (Uses.HasOther || !Target || !names(arrayOf(Target), Variable) || !names(subscriptOf(Target), Index) || mentions(Assign->getRHS()))
      return false;
    Filled = Uses.Found;
    return true;
  }

  bool mentions(const Stmt *S) const {
    if (const auto *E = dyn_cast<Expr>(S); E && names(E, Variable))
      return true;
    return llvm::any_of(S->children(), [&](const Stmt *Child) { return Child && mentions(Child); });
  }

  const VarDecl *Variable;
  const ASTContext &Context;
  llvm::SmallVector<const Stmt *, 4> Filled;
};
} // namespace

Assignments xfork::findAssignments(const Stmt *Code, const VarDecl *Variable, const ASTContext &Context) {
  AssignmentFinder Finder(Variable, Context);
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return std::move(Finder.Result);
}

#include "prove/Modified.h"
#include "prove/StandardLibrary.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace xfork;

namespace {
class Finder : public RecursiveASTVisitor<Finder> {
public:
  Modifications Found;

  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf)
      add(U->getSubExpr(), U->isIncrementDecrementOp());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->isAssignmentOp() || (B->getOpcode() == BO_Shr && B->isTypeDependent()))
      add(B->getLHS(), B->getOpcode() == BO_AddAssign || B->getOpcode() == BO_SubAssign);
    if (B->getOpcode() == BO_Shr && B->isTypeDependent())
      add(B->getRHS());
    return true;
  }
  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *C) {
    if (C->isAssignmentOp() || C->getOperator() == OO_PlusPlus || C->getOperator() == OO_MinusMinus)
      add(C->getArg(0), C->getOperator() != OO_Equal);
    return true;
  }
  bool VisitCallExpr(CallExpr *C) {
    const auto *F = C->getDirectCallee();
    const auto *Op = dyn_cast<CXXOperatorCallExpr>(C);
    bool IsStep = Op && (Op->isAssignmentOp() || Op->getOperator() == OO_PlusPlus || Op->getOperator() == OO_MinusMinus);
    unsigned Skipped = IsStep || (F && isa<CXXOperatorCallExpr>(C) && isa<CXXMethodDecl>(F) && !cast<CXXMethodDecl>(F)->isStatic());
    for (unsigned I = Skipped; I < C->getNumArgs(); ++I)
      argument(C->getArg(I), F && I - Skipped < F->getNumParams() ? F->getParamDecl(I - Skipped)->getType() : QualType(), !F);
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
      if (const CXXMethodDecl *Method = M->getMethodDecl(); Method && !Method->isConst() && !Method->isStatic())
        add(M->getImplicitObjectArgument());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *C) {
    for (unsigned I = 0; I != C->getNumArgs(); ++I)
      if (I < C->getConstructor()->getNumParams())
        argument(C->getArg(I), C->getConstructor()->getParamDecl(I)->getType(), false);
    return true;
  }
  /// What a lambda does that is made elsewhere.
  bool VisitDeclRefExpr(DeclRefExpr *D) {
    const auto *V = dyn_cast<VarDecl>(D->getDecl());
    const auto *L = V && V->getInit() ? dyn_cast<LambdaExpr>(V->getInit()->IgnoreUnlessSpelledInSource()) : nullptr;
    if (L && Lambdas.insert(L).second)
      TraverseStmt(L->getBody());
    return true;
  }
  bool VisitVarDecl(VarDecl *V) {
    QualType T = V->getType();
    if (T->isReferenceType() && V->getInit() && !T.getNonReferenceType().isConstQualified())
      add(V->getInit());
    return true;
  }

private:
  llvm::SmallPtrSet<const LambdaExpr *, 4> Lambdas;

  void argument(const Expr *E, QualType Parameter, bool IsUnresolved) {
    bool Takes = !Parameter.isNull() && Parameter->isReferenceType() && !Parameter.getNonReferenceType().isConstQualified();
    if (Takes || (IsUnresolved && E->isTypeDependent()))
      add(E);
  }

  /// Of an element or member, what it belongs to is not changed itself; a whole variable is.
  void add(const Expr *E, bool IsStep = false) {
    if (!E)
      return;
    E = E->IgnoreParenCasts();
    if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
      const auto *Variable = cast<ValueDecl>(D->getDecl()->getCanonicalDecl());
      Found.Any.insert(Variable);
      if (!IsStep)
        Found.Replaced.insert(Variable);
    } else if (const auto *M = dyn_cast<MemberExpr>(E))
      Found.Members.insert(M->getMemberDecl());
    else if (const auto *C = dyn_cast<ConditionalOperator>(E))
      add(C->getTrueExpr()), add(C->getFalseExpr());
    else if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->getOpcode() == BO_Comma)
      add(B->getRHS());
  }
};
} // namespace

Modifications xfork::modifications(const Stmt *Code) {
  Finder F;
  if (Code)
    F.TraverseStmt(const_cast<Stmt *>(Code));
  return F.Found;
}

namespace {
struct DependenceFinder : RecursiveASTVisitor<DependenceFinder> {
  const VariableSet &Variables;
  bool Found = false;
  explicit DependenceFinder(const VariableSet &Variables) : Variables(Variables) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *V = dyn_cast<VarDecl>(E->getDecl());
    Found |= Variables.contains(cast<ValueDecl>(E->getDecl()->getCanonicalDecl())) ||
             (V && V->hasGlobalStorage() && !V->getType().isConstQualified());
    return !Found;
  }
  bool VisitMemberExpr(MemberExpr *) { return !(Found = true); }
  bool VisitArraySubscriptExpr(ArraySubscriptExpr *) { return !(Found = true); }
  bool VisitCallExpr(CallExpr *) { return !(Found = true); }
};
} // namespace

namespace {
struct OutdatedFinder : RecursiveASTVisitor<OutdatedFinder> {
  const Modifications &Since;
  bool Found = false;
  explicit OutdatedFinder(const Modifications &Since) : Since(Since) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    bool IsPosition = E->getType()->isScalarType() || isIteratorClass(E->getType());
    Found |= IsPosition && Since.Any.contains(cast<ValueDecl>(E->getDecl()->getCanonicalDecl()));
    return !Found;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    Found |= E->getType()->isScalarType() && Since.Members.contains(E->getMemberDecl());
    return !Found;
  }
};
} // namespace

bool xfork::isOutdated(const Expr *Pointer, const Modifications &Since) {
  OutdatedFinder Finder(Since);
  Finder.TraverseStmt(const_cast<Expr *>(Pointer));
  return Finder.Found;
}

bool xfork::dependsOn(const Expr *E, const VariableSet &Variables) {
  DependenceFinder Finder(Variables);
  Finder.TraverseStmt(const_cast<Expr *>(E));
  return Finder.Found;
}

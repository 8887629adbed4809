#include "openmp/Afterwards.h"
#include "openmp/Region.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace xfork;

namespace {

template <class Clause> void addListed(const OMPExecutableDirective &D, llvm::SmallPtrSetImpl<const VarDecl *> &Into) {
  for (const auto *Each : D.getClausesOfKind<Clause>())
    for (const Expr *E : Each->varlist())
      if (const auto *Ref = dyn_cast<DeclRefExpr>(E->IgnoreParenImpCasts()))
        if (const auto *V = dyn_cast<VarDecl>(Ref->getDecl()))
          Into.insert(V);
}

/// `i` of `for (i = 0; ...)`, which OpenMP makes private.
const VarDecl *outerIndex(const OMPExecutableDirective &D) {
  const auto *For = dyn_cast_or_null<ForStmt>(associated(D));
  const auto *Init = For ? dyn_cast_or_null<BinaryOperator>(For->getInit()) : nullptr;
  const auto *Ref = Init && isa<OMPLoopDirective>(D) ? dyn_cast<DeclRefExpr>(Init->getLHS()) : nullptr;
  return Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
}

bool mentions(const Stmt *Code, const VarDecl *V) {
  const auto *Ref = dyn_cast<DeclRefExpr>(Code);
  return (Ref && Ref->getDecl() == V) || llvm::any_of(Code->children(), [&](const Stmt *Child) { return Child && mentions(Child, V); });
}

class Reads : public RecursiveASTVisitor<Reads> {
public:
  Reads(const OMPExecutableDirective &D, ASTContext &Context) : Here(D), Context(Context), SM(Context.getSourceManager()) {
    addListed<OMPPrivateClause>(D, Private);
    addListed<OMPFirstprivateClause>(D, Private);
    if (const VarDecl *V = outerIndex(D))
      Private.insert(V);
    addListed<OMPLastprivateClause>(D, Last);
  }

  std::string find(const FunctionDecl &F) {
    TraverseStmt(F.getBody());
    for (const VarDecl *V : Private) {
      if (Last.contains(V) || isPlainPrivate(V))
        continue;
      return V->getNameAsString();
    }
    return "";
  }

  bool TraverseStmt(Stmt *S) {
    const auto *D = dyn_cast_or_null<OMPExecutableDirective>(S);
    if (!D)
      return RecursiveASTVisitor::TraverseStmt(S);
    llvm::SmallPtrSet<const VarDecl *, 8> Own = Elsewhere;
    addListed<OMPPrivateClause>(*D, Elsewhere);
    addListed<OMPLastprivateClause>(*D, Elsewhere);
    if (const VarDecl *V = outerIndex(*D))
      Elsewhere.insert(V);
    bool WasInside = Inside;
    Inside |= D == &Here;
    bool Continue = RecursiveASTVisitor::TraverseStmt(S);
    Inside = WasInside;
    Elsewhere = Own;
    return Continue;
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    const auto *V = dyn_cast<VarDecl>(E->getDecl());
    if (V && Inside && !isRead(E))
      Written.insert(V);
    if (V && !Inside && Private.contains(V) && !Elsewhere.contains(V))
      Mentions[V].push_back(E);
    return true;
  }

private:
  /// Not written, or every mention outside comes before the construct or behind an assignment that is sure to happen.
  bool isPlainPrivate(const VarDecl *V) {
    if (!V->hasLocalStorage())
      return false; // other functions may read it
    if (!Written.contains(V))
      return true;
    SourceLocation Before = firstAssignment(V, /*Behind=*/false), Behind = firstAssignment(V, /*Behind=*/true);
    return llvm::all_of(Mentions[V], [&](const DeclRefExpr *E) {
      if (!isBehind(E) && !isInLoopAround(E))
        return true;
      SourceLocation Assigned = isBehind(E) ? Behind : Before;
      return Assigned.isValid() && !SM.isBeforeInTranslationUnit(E->getLocation(), Assigned);
    });
  }

  bool isBehind(const DeclRefExpr *E) const { return SM.isBeforeInTranslationUnit(Here.getBeginLoc(), E->getLocation()); }

  SourceLocation firstAssignment(const VarDecl *V, bool Behind) {
    SourceLocation First;
    for (const DeclRefExpr *E : Mentions[V])
      if (isBehind(E) == Behind && (Behind || isInLoopAround(E)) && isSureAssignment(E))
        if (First.isInvalid() || SM.isBeforeInTranslationUnit(E->getLocation(), First))
          First = E->getLocation();
    return First;
  }

  bool contains(const Stmt *S) const {
    return !SM.isBeforeInTranslationUnit(Here.getBeginLoc(), S->getBeginLoc()) && !SM.isBeforeInTranslationUnit(S->getEndLoc(), Here.getBeginLoc());
  }

  bool isRead(const DeclRefExpr *E) const {
    DynTypedNodeList Parents = Context.getParents(*E);
    const auto *Cast = Parents.empty() ? nullptr : Parents[0].get<ImplicitCastExpr>();
    return Cast && Cast->getCastKind() == CK_LValueToRValue;
  }

  template <class Test> const Stmt *parent(const Stmt *S, Test Accept) const {
    while (S && !Accept(S)) {
      DynTypedNodeList Parents = Context.getParents(*S);
      S = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    }
    return S;
  }

  bool isInLoopAround(const Stmt *E) const {
    return parent(E, [&](const Stmt *S) { return isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S) && contains(S); }) != nullptr;
  }

  /// `t = ...;` in a block that holds the construct, too, or in the head of a loop there.
  bool isSureAssignment(const DeclRefExpr *E) const {
    const Stmt *Assignment = parent(E, [](const Stmt *S) { return isa<BinaryOperator>(S); });
    const auto *B = dyn_cast_or_null<BinaryOperator>(Assignment);
    if (!B || B->getOpcode() != BO_Assign || B->getLHS() != E || mentions(B->getRHS(), cast<VarDecl>(E->getDecl())))
      return false;
    DynTypedNodeList Parents = Context.getParents(*Assignment);
    const Stmt *Around = Parents.empty() ? nullptr : Parents[0].get<Stmt>();
    if (const auto *For = dyn_cast_or_null<ForStmt>(Around); For && For->getInit() == Assignment) {
      DynTypedNodeList Outer = Context.getParents(*For);
      Around = Outer.empty() ? nullptr : Outer[0].get<Stmt>();
    }
    return Around && isa<CompoundStmt>(Around) && contains(Around);
  }

  const OMPExecutableDirective &Here;
  ASTContext &Context;
  const SourceManager &SM;
  llvm::SmallPtrSet<const VarDecl *, 8> Private, Last, Elsewhere, Written;
  llvm::DenseMap<const VarDecl *, llvm::SmallVector<const DeclRefExpr *, 8>> Mentions;
  bool Inside = false;
};

} // namespace

std::string xfork::privateReadAfterwards(const OMPExecutableDirective &D, const FunctionDecl &F, ASTContext &Context) {
  return Reads(D, Context).find(F);
}

#include "analyse/ForkScope.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

const Stmt *ForkScope::child(unsigned Index) const {
  return Index + 1 < S.Ancestors.size() ? S.Ancestors[Index + 1] : S.Statement;
}

bool ForkScope::isParallelLoop(const Stmt *Loop, const std::vector<Site> &All) const {
  return llvm::any_of(All, [&](const Site &Other) { return Other.Statement == Loop && isLoop(Other.Kind); });
}

static bool isTask(const Stmt *Statement, const std::vector<Site> &All) {
  return llvm::any_of(All, [&](const Site &S) { return S.Kind == SiteKind::BlockStatement && S.Statement == Statement; });
}

ForkScope::ForkScope(const Site &S, const std::vector<Site> &All) : S(S) {
  for (unsigned I = S.Ancestors.size(); I-- > 0 && !Boundary;) {
    const Stmt *A = S.Ancestors[I];
    const Stmt *Outer = I > 0 ? S.Ancestors[I - 1] : nullptr;
    if (isa<ForStmt, CXXForRangeStmt>(A) && isParallelLoop(A, All)) {
      // The body is one statement: it gets a block of its own.
      Boundary = child(I);
      TryForm = TryFact::Statement;
      Levels.push_back({nullptr, Boundary});
      break;
    }
    const auto *Block = dyn_cast<CompoundStmt>(A);
    if (isTask(A, All)) {
      // It becomes the body of a lambda.
      Boundary = A;
      TryForm = Block ? TryFact::Block : TryFact::Statement;
      Levels.push_back({Block, Block ? withoutLabels(child(I)) : A});
      break;
    }
    if (!Block)
      continue;
    bool IsSwitchBody = isa_and_nonnull<SwitchStmt>(Outer);
    if (!IsSwitchBody || S.Kind == SiteKind::CallDeclaration)
      Levels.push_back({Block, withoutLabels(child(I))});
    bool Closed = !Outer || isa<CXXTryStmt, CXXCatchStmt>(Outer) ||
                  (isa<ForStmt, CXXForRangeStmt>(Outer) && isParallelLoop(Outer, All));
    if (!Closed)
      continue;
    Boundary = Block;
    const auto *Method = dyn_cast<CXXMethodDecl>(S.Function);
    bool TakesFunctionTry = !Outer && !isa<CXXConstructorDecl, CXXDestructorDecl>(S.Function) &&
                            !(Method && Method->getParent()->isLambda());
    TryForm = TakesFunctionTry ? TryFact::Function : TryFact::Block;
  }
  Chosen = Levels.size() - 1;
}

/// Declarations a statement makes for what it encloses.
static bool declares(const Stmt *St, const VarDecl *V) {
  auto In = [&](const Stmt *D) {
    const auto *Declaration = dyn_cast_or_null<DeclStmt>(D);
    return Declaration && llvm::is_contained(Declaration->decls(), V);
  };
  if (const auto *For = dyn_cast<ForStmt>(St))
    return In(For->getInit()) || In(For->getConditionVariableDeclStmt());
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(St))
    return Range->getLoopVariable() == V || In(Range->getInit()) || In(Range->getBeginStmt()) || In(Range->getRangeStmt());
  if (const auto *If = dyn_cast<IfStmt>(St))
    return In(If->getInit()) || In(If->getConditionVariableDeclStmt());
  if (const auto *Switch = dyn_cast<SwitchStmt>(St))
    return In(Switch->getInit()) || In(Switch->getConditionVariableDeclStmt());
  if (const auto *While = dyn_cast<WhileStmt>(St))
    return In(While->getConditionVariableDeclStmt());
  if (const auto *Catch = dyn_cast<CXXCatchStmt>(St))
    return Catch->getExceptionDecl() == V;
  if (const auto *Block = dyn_cast<CompoundStmt>(St))
    return llvm::any_of(Block->body(), In);
  return false;
}

bool ForkScope::isInside(const VarDecl *V) const {
  bool Inside = false;
  for (const Stmt *A : S.Ancestors) {
    Inside |= A == statement();
    if (Inside && declares(A, V))
      return true;
  }
  return false;
}

void ForkScope::limitTo(const VarDecl *V) {
  while (Chosen > 0 && isInside(V))
    --Chosen;
}

void ForkScope::keepInnermost() { Chosen = 0; }

bool ForkScope::holdsDirectly() const { return block() && statement() == S.Statement; }

const Expr *ForkScope::rangeOf(const VarDecl *V) const {
  for (const Stmt *A : S.Ancestors)
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(A); Range && Range->getLoopVariable() == V)
      return Range->getRangeInit();
  return nullptr;
}

bool ForkScope::isPerIteration(const Place &P) const {
  const auto *Root = dyn_cast_or_null<VarDecl>(P.Root);
  if (Root && isInside(Root) && (!Root->getType()->isPointerType() || P.Path.empty()))
    return true;
  struct Finder : RecursiveASTVisitor<Finder> {
    const ForkScope &Scope;
    bool Found = false;
    explicit Finder(const ForkScope &Scope) : Scope(Scope) {}
    bool VisitDeclRefExpr(DeclRefExpr *D) {
      const auto *V = dyn_cast<VarDecl>(D->getDecl());
      Found |= V && Scope.isInside(V);
      return !Found;
    }
  };
  for (const PlaceStep &Step : P.Path)
    for (const Index &I : Step.Indices)
      for (const Expr *Term : I) {
        Finder F(*this);
        F.TraverseStmt(const_cast<Expr *>(Term));
        if (F.Found && !Step.Anywhere)
          return true;
      }
  return false;
}

namespace {
struct ThrowFinder : RecursiveASTVisitor<ThrowFinder> {
  bool Found = false;
  static bool isNoexcept(const Decl *D) {
    const auto *F = dyn_cast_or_null<FunctionDecl>(D);
    const auto *Type = F ? F->getType()->getAs<FunctionProtoType>() : nullptr;
    return Type && isNoexceptExceptionSpec(Type->getExceptionSpecType()) && Type->canThrow() == CT_Cannot;
  }
  bool VisitCallExpr(CallExpr *C) { return !(Found |= !isNoexcept(C->getCalleeDecl())); }
  bool VisitCXXConstructExpr(CXXConstructExpr *C) { return !(Found |= !isNoexcept(C->getConstructor())); }
  bool VisitCXXUnresolvedConstructExpr(CXXUnresolvedConstructExpr *) { return !(Found = true); }
  bool VisitCXXNewExpr(CXXNewExpr *) { return !(Found = true); }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return !(Found = true); }
  bool VisitCXXDynamicCastExpr(CXXDynamicCastExpr *) { return !(Found = true); }
};
} // namespace

bool xfork::mayThrow(const Stmt *Code) {
  ThrowFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return Finder.Found;
}

bool ForkScope::mayThrowAfter() const {
  if (!holdsDirectly())
    return true;
  ThrowFinder Finder;
  bool Behind = false;
  for (const Stmt *Child : block()->body()) {
    if (Behind)
      Finder.TraverseStmt(const_cast<Stmt *>(Child));
    Behind |= withoutLabels(Child) == statement();
  }
  return Finder.Found;
}

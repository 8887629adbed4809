#include "analyse/Purity.h"
#include "analyse/Access.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace xfork;

namespace {
struct CalleeFinder : RecursiveASTVisitor<CalleeFinder> {
  llvm::SmallVector<const FunctionDecl *, 8> Callees;
  bool HasUnknown = false;

  bool VisitCallExpr(CallExpr *C) {
    if (const FunctionDecl *F = C->getDirectCallee())
      Callees.push_back(F);
    else
      HasUnknown = true;
    return !HasUnknown;
  }
  bool VisitCXXNewExpr(CXXNewExpr *) { return !(HasUnknown = true); }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return !(HasUnknown = true); }
};

bool isPureWithin(const FunctionDecl *F, const ASTContext &Context, llvm::SmallPtrSetImpl<const FunctionDecl *> &Visited) {
  const FunctionDecl *Definition = nullptr;
  if (!F || F->isDependentContext())
    return false;
  if (F->isConstexpr() || F->hasAttr<ConstAttr>())
    return true;
  if (!F->hasBody(Definition))
    return false;
  if (!Visited.insert(Definition).second)
    return true;
  Accesses Inside = collectAccesses(Context, Definition->getBody());
  for (const Access &A : Inside.List) {
    const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root);
    bool IsOwn = V && V->hasLocalStorage() && (A.Place.Path.empty() || !V->getType()->isAnyPointerType());
    bool IsConstant = V && !A.writes() && V->getType().isConstQualified();
    if (!IsOwn && !IsConstant)
      return false;
  }
  CalleeFinder Finder;
  Finder.TraverseStmt(Definition->getBody());
  return !Finder.HasUnknown &&
         llvm::all_of(Finder.Callees, [&](const FunctionDecl *Callee) { return isPureWithin(Callee, Context, Visited); });
}
} // namespace

bool xfork::isPure(const FunctionDecl *F, const ASTContext &Context) {
  llvm::SmallPtrSet<const FunctionDecl *, 8> Visited;
  return isPureWithin(F, Context, Visited);
}

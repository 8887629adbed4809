#include "analyse/Place.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Subscript.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace xfork;

const Expr *xfork::stripped(const Expr *E) {
  while (true) {
    const Expr *Inner = E->IgnoreParenCasts();
    if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(Inner))
      Inner = Cleanups->getSubExpr();
    else if (const auto *T = dyn_cast<MaterializeTemporaryExpr>(Inner))
      Inner = T->getSubExpr();
    else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(Inner))
      Inner = B->getSubExpr();
    else if (const auto *C = dyn_cast<CXXConstructExpr>(Inner);
             C && C->getNumArgs() == 1 && C->getConstructor()->isCopyOrMoveConstructor())
      Inner = C->getArg(0);
    if (Inner == E)
      return E;
    E = Inner;
  }
}

bool xfork::mayOverlap(const Place &A, const Place &B) {
  if (!A.sameRoot(B))
    return false;
  for (size_t I = 0; I != std::min(A.Path.size(), B.Path.size()); ++I)
    if (A.Path[I].Field && B.Path[I].Field && A.Path[I].Field != B.Path[I].Field)
      return false;
  return true;
}

bool xfork::isStd(const Decl *D) {
  const DeclContext *Around = D ? D->getDeclContext() : nullptr;
  while (Around && !Around->isNamespace() && !Around->isTranslationUnit())
    Around = Around->getParent();
  return Around && Around->isStdNamespace();
}

bool xfork::isStd(const FunctionDecl *F, StringRef Name) {
  return F && isStd(F) && F->getIdentifier() && F->getName() == Name;
}

Place PlaceFinder::element(Place Base, Index I) {
  PlaceStep Step;
  Step.Indices.push_back(std::move(I));
  Base.Path.push_back(std::move(Step));
  return Base;
}

Place PlaceFinder::variable(const ValueDecl *D) const {
  if (const auto *Binding = dyn_cast<BindingDecl>(D)) {
    if (const ValueDecl *Decomposed = Binding->getDecomposedDecl()) {
      Place P = variable(Decomposed);
      PlaceStep Step;
      Step.Field = D;
      P.Path.push_back(Step);
      return P;
    }
  }
  const auto *V = dyn_cast<VarDecl>(D);
  if (V && V == Loop.Variable && Loop.Range && V->getType()->isReferenceType()) {
    Place P = place(Loop.Range);
    PlaceStep Step;
    Step.PerIteration = true;
    P.Path.push_back(Step);
    return P;
  }
  bool IsLocalReference = V && V->isLocalVarDecl() && !V->isCXXForRangeDecl() && V->getType()->isReferenceType();
  if (IsLocalReference && V->getInit()) {
    Place Bound = place(V->getInit());
    if (Bound.Kind != Place::Temporary) // else the reference keeps it alive, under its own name
      return Bound;
  }
  Place P;
  P.Kind = Place::Variable;
  P.Root = cast<ValueDecl>(D->getCanonicalDecl());
  return P;
}

Place PlaceFinder::pointee(const Expr *E, Index Offset) const {
  E = stripped(E);
  if (isa<CXXThisExpr>(E)) {
    Place P;
    P.Kind = Place::This;
    return P;
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_AddrOf) {
    Place P = place(U->getSubExpr());
    if (Offset.empty())
      return P;
    if (!P.Path.empty() && P.Path.back().Indices.size() == 1) {
      llvm::append_range(P.Path.back().Indices.front(), Offset);
      return P;
    }
    return element(P, Offset);
  }
  auto Sum = [&](const Expr *Pointer, const Expr *Term) {
    Offset.push_back(Term);
    return pointee(Pointer, Offset);
  };
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->getOpcode() == BO_Add)
    return B->getLHS()->getType()->isIntegerType() ? Sum(B->getRHS(), B->getLHS()) : Sum(B->getLHS(), B->getRHS());
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E); C && C->getOperator() == OO_Plus && C->getNumArgs() == 2)
    return Sum(C->getArg(0), C->getArg(1));
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
    if (const CXXMethodDecl *M = C->getMethodDecl(); M && M->getIdentifier()) {
      StringRef Name = M->getName();
      if (Name == "data" || Name == "begin" || Name == "rbegin" || Name == "c_str" || Name == "get")
        return element(place(C->getImplicitObjectArgument()), Offset);
    }
  }
  if (const auto *D = dyn_cast<DeclRefExpr>(E); D && D->getDecl() == Loop.Variable && !Loop.Range) {
    Offset.push_back(E); // the iteration's own, counted from where the loop starts
    return Loop.First ? pointee(Loop.First, Offset) : element(place(E), Offset);
  }
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    if (const auto *V = dyn_cast<VarDecl>(D->getDecl()))
      if (V->isLocalVarDecl() && !isa<ParmVarDecl>(V) && !V->hasGlobalStorage() && V->getInit() &&
          !V->getType()->isArrayType() && !V->getType()->isDependentType() && V->getType()->isPointerType())
        if (const Expr *Init = stripped(V->getInit()); !Init->isNullPointerConstant(V->getASTContext(), Expr::NPC_ValueDependentIsNull) &&
                                                       !isa<CXXNewExpr>(Init) && !isa<CallExpr>(Init))
          return pointee(Init, Offset);
  return element(place(E), Offset);
}

Place PlaceFinder::memberCall(const CXXMemberCallExpr *Call) const {
  const CXXMethodDecl *Method = Call->getMethodDecl();
  StringRef Name = Method && Method->getIdentifier() ? Method->getName() : "";
  Place P = place(Call->getImplicitObjectArgument());
  PlaceStep Step;
  if (Name == "data" || Name == "begin")
    return P;
  for (const Expr *Argument : Call->arguments())
    Step.Indices.push_back({Argument});
  if (Step.Indices.empty())
    Step.Indices.emplace_back();
  Step.Anywhere = Name != "at";
  P.Path.push_back(std::move(Step));
  return P;
}

Place PlaceFinder::operatorCall(const CXXOperatorCallExpr *Call) const {
  switch (Call->getOperator()) {
  case OO_Subscript:
  case OO_Call: {
    Place P = place(Call->getArg(0));
    PlaceStep Step;
    for (unsigned I = 1; I != Call->getNumArgs(); ++I)
      Step.Indices.push_back({Call->getArg(I)});
    if (Step.Indices.empty())
      Step.Indices.emplace_back();
    P.Path.push_back(std::move(Step));
    return P;
  }
  case OO_LessLess:
  case OO_GreaterGreater: // stream << a << b
    return Call->isGLValue() ? place(Call->getArg(0)) : Place();
  case OO_Star:
  case OO_Arrow:
    return Call->getNumArgs() == 1 ? pointee(Call->getArg(0)) : Place();
  default:
    return Call->isAssignmentOp() ? place(Call->getArg(0)) : Place();
  }
}

Place PlaceFinder::place(const Expr *E) const {
  E = stripped(E);
  Place P;
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    return variable(D->getDecl());
  if (isa<CXXThisExpr>(E)) {
    P.Kind = Place::This;
    return P;
  }
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    if (const auto *Static = dyn_cast<VarDecl>(M->getMemberDecl()))
      return variable(Static);
    P = M->isArrow() ? pointee(M->getBase()) : place(M->getBase());
    PlaceStep Step;
    Step.Field = M->getMemberDecl();
    P.Path.push_back(Step);
    return P;
  }
  if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
    const Expr *Base = arrayOf(S);
    bool IsArray = stripped(Base)->getType()->isArrayType();
    return IsArray || Base->isTypeDependent() ? element(place(Base), {subscriptOf(S)}) : pointee(Base, {subscriptOf(S)});
  }
  if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() == UO_Deref)
      return pointee(U->getSubExpr());
    if (U->isIncrementDecrementOp())
      return place(U->getSubExpr());
  }
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E))
    return operatorCall(C);
  if (const auto *C = dyn_cast<CXXMemberCallExpr>(E))
    return C->getType()->isReferenceType() || C->isGLValue() ? memberCall(C) : P;
  if (const auto *C = dyn_cast<CallExpr>(E)) {
    const FunctionDecl *F = C->getDirectCallee();
    for (StringRef Transparent : {"move", "forward", "as_const", "get", "ref", "addressof"})
      if (isStd(F, Transparent) && C->getNumArgs() == 1)
        return place(C->getArg(0));
    if (C->isGLValue() && !C->isTypeDependent())
      P.Kind = Place::Unknown;
    // `v.at(k)` where k depends on template arguments
    const Expr *Callee = C->getCallee()->IgnoreParens();
    const auto *Bound = dyn_cast<MemberExpr>(Callee);
    const auto *Unresolved = dyn_cast<UnresolvedMemberExpr>(Callee);
    if (!C->isTypeDependent() || !knowledgeOf(C).GivesElement || (!Bound && (!Unresolved || Unresolved->isImplicitAccess())))
      return P;
    const Expr *Object = Bound ? Bound->getBase() : Unresolved->getBase();
    if (isa<CXXThisExpr>(stripped(Object)))
      return P; // the body of our own member says what it gives
    P = (Bound ? Bound->isArrow() : Unresolved->isArrow()) ? pointee(Object) : place(Object);
    P.Path.emplace_back().Anywhere = true;
    return P;
  }
  if (const auto *C = dyn_cast<CXXDependentScopeMemberExpr>(E); C && !C->isImplicitAccess())
    return C->isArrow() ? pointee(C->getBase()) : place(C->getBase());
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp())
    return place(B->getLHS());
  if (isa<ConditionalOperator>(E) && E->isGLValue())
    P.Kind = Place::Unknown;
  return P;
}

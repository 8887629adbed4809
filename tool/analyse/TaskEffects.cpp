#include "analyse/TaskEffects.h"
#include "analyse/Subscript.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace xfork;

/// A class that is nothing but the values of its members.
static bool holdsValuesOnly(const CXXRecordDecl *R) {
  R = R->getDefinition();
  if (!R || R->isDependentContext() || R->isUnion())
    return false;
  auto BaseIs = [](const CXXBaseSpecifier &Base) { return isSelfContained(Base.getType()); };
  auto FieldIs = [](const FieldDecl *Field) { return isSelfContained(Field->getType()); };
  return llvm::all_of(R->bases(), BaseIs) && llvm::all_of(R->fields(), FieldIs);
}

bool xfork::isSelfContained(QualType T) {
  if (const auto *Array = dyn_cast<ConstantArrayType>(T.getCanonicalType().getTypePtr()))
    return isSelfContained(Array->getElementType());
  if (T->isArithmeticType() || T->isEnumeralType())
    return true;
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R)
    return false;
  if (!isStd(R) || !R->getIdentifier())
    return holdsValuesOnly(R);
  for (StringRef Owner : {"basic_string", "vector", "deque", "list", "map", "set", "unordered_map", "unordered_set"})
    if (R->getName() == Owner)
      return true;
  return false;
}

/// Numbers that a call is given by reference or by address may be what it returns a reference or pointer to.
static void addNumbersGiven(const Expr *Init, llvm::SmallVectorImpl<const VarDecl *> &Result) {
  const auto *Call = dyn_cast<CallExpr>(stripped(Init));
  const FunctionDecl *F = Call && !isa<CXXOperatorCallExpr>(Call) ? Call->getDirectCallee() : nullptr;
  for (unsigned I = 0; Call && !isa<CXXOperatorCallExpr>(Call) && I != Call->getNumArgs(); ++I) {
    const Expr *Argument = Call->getArg(I);
    QualType Parameter = F && I < F->getNumParams() ? F->getParamDecl(I)->getType() : QualType();
    bool ByAddress = Argument->getType()->isAnyPointerType();
    if (!ByAddress && !(Parameter.isNull() ? Argument->isLValue() : Parameter->isReferenceType() || Parameter->isDependentType()))
      continue;
    Place P = ByAddress ? PlaceFinder().pointee(Argument) : PlaceFinder().place(Argument);
    if (const auto *Origin = dyn_cast_or_null<VarDecl>(P.Root); Origin && Origin->hasLocalStorage())
      Result.push_back(Origin);
  }
}

llvm::SmallVector<const VarDecl *, 4> xfork::origins(const VarDecl *V, const ASTContext &Context) {
  llvm::SmallVector<const VarDecl *, 4> Result;
  if (!V->isLocalVarDecl() || !V->getInit() || isSelfContained(V->getType()))
    return Result;
  for (const Access &A : collectAccesses(Context, V->getInit()).List)
    if (const auto *Origin = dyn_cast_or_null<VarDecl>(A.Place.Root); Origin && Origin != V)
      if (!Origin->getType()->isArithmeticType() && !Origin->getType()->isEnumeralType()) // a number leads nowhere
        Result.push_back(Origin);
  PlaceFinder Finder;
  Place P = V->getType()->isPointerType() ? Finder.pointee(V->getInit()) : Finder.place(V->getInit());
  if (const auto *Origin = dyn_cast_or_null<VarDecl>(P.Root); Origin && Origin != V)
    Result.push_back(Origin);
  if (V->getType()->isReferenceType() || V->getType()->isAnyPointerType())
    addNumbersGiven(V->getInit(), Result);
  return Result;
}

void TaskEffects::add(const Access &A) {
  Direct.push_back(A);
  addWithOrigins(A);
}

/// The variable that an expression starts from.
static const VarDecl *startOf(const Expr *E) {
  for (;;) {
    E = stripped(E);
    if (const auto *Member = dyn_cast<MemberExpr>(E))
      E = Member->getBase();
    else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
      E = arrayOf(Subscript);
    else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E))
      E = Op->getArg(0);
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      E = Call->getImplicitObjectArgument();
    else if (const auto *U = dyn_cast<UnaryOperator>(E))
      E = U->getSubExpr();
    else
      break;
  }
  const auto *D = dyn_cast<DeclRefExpr>(E);
  return D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
}

void TaskEffects::addWithOrigins(const Access &A) {
  List.push_back(A);
  // A reference that a function has returned leads to what that was given.
  const auto *V = A.Place.Kind == Place::Unknown && A.Where ? startOf(A.Where) : dyn_cast_or_null<VarDecl>(A.Place.Root);
  if (!V || (A.Place.Kind != Place::Variable && A.Place.Kind != Place::Unknown))
    return;
  for (const VarDecl *Origin : origins(V, Context)) {
    bool Known = llvm::any_of(List, [&](const Access &B) { return B.Place.Root == Origin && B.Kind == A.Kind; });
    if (Known)
      continue;
    Access B = A;
    B.Place.Kind = Place::Variable;
    B.Place.Root = Origin;
    B.Place.Path.clear();
    if (V->isCXXForRangeDecl() || V->isImplicit())
      B.Place.Path.emplace_back().Anywhere = true; // some element of the range
    addWithOrigins(B);
  }
}

void TaskEffects::addTarget(const Expr *E) {
  Access A;
  A.Kind = AccessKind::Write;
  A.Place = PlaceFinder().place(E);
  A.Where = E;
  // Wherever in the array: the task's own iteration is not the only one whose commit is pending.
  if (A.Place.Kind != Place::Temporary)
    add(A);
}

/// What nobody knows where it is, is not named by the code in between.
static bool meet(const Place &A, const Place &B) {
  return A.Kind != Place::Unknown && B.Kind != Place::Unknown && mayOverlap(A, B);
}

/// An element may change while the size is asked for.
static bool asksSizeOnly(const Access &Asks, const Access &Writes) {
  return Asks.Kind == AccessKind::Size && Writes.Place.Path.size() > Asks.Place.Path.size() && !Writes.Place.isWholeObject();
}

bool TaskEffects::mayWrite(const ValueDecl *V) const {
  return llvm::any_of(List, [&](const Access &A) { return A.mayWrite() && A.Place.Root == V; });
}

static bool areIndependent(const Access &Ours, const Access &Later, Independence Known) {
  return (Later.Kind == AccessKind::Change || Later.IsGuess) && Known != Independence::None &&
         (Known == Independence::OfAllCalls || Ours.Callee == Later.Callee);
}

std::optional<Access> TaskEffects::conflict(const Stmt *Code, Independence Known) const {
  if (!Code)
    return std::nullopt;
  // What pointers and views of the later code lead to counts as well.
  TaskEffects Theirs(Context);
  for (const Access &Later : collectAccesses(Context, Code).List)
    Theirs.add(Later);
  return conflictWith(Theirs, Known);
}

std::optional<Access> TaskEffects::conflict(const Access &Later) const {
  TaskEffects Theirs(Context);
  Theirs.add(Later);
  return conflictWith(Theirs, Independence::None);
}

std::optional<Access> TaskEffects::conflictWith(const TaskEffects &Theirs, Independence Known) const {
  for (const Access &Later : Theirs.List)
    for (const Access &Ours : List) {
      if (!meet(Ours.Place, Later.Place) || (!Ours.mayWrite() && !Later.mayWrite()) || asksSizeOnly(Ours, Later) ||
          asksSizeOnly(Later, Ours))
        continue;
      if (areIndependent(Ours, Later, Known))
        continue;
      return Later;
    }
  return std::nullopt;
}

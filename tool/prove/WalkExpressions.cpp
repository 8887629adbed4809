#include "analyse/Place.h"
#include "analyse/Subscript.h"
#include "prove/StandardLibrary.h"
#include "prove/Walker.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/Lex/Lexer.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
bool isPointerLike(QualType T) { return !T.isNull() && (T->isAnyPointerType() || T->isArrayType()); }

/// `int *` is loaded by following it; `double &` members likewise.
bool isReferenceMember(const ValueDecl *D) { return D->getType()->isReferenceType(); }

Location unknown() { return Location(); }

bool isUnion(const ValueDecl *Member) {
  const auto *F = dyn_cast<FieldDecl>(Member);
  return !F || F->getParent()->isUnion() || F->isAnonymousStructOrUnion();
}

/// `{x, y}` for a class without a constructor: its class.
const CXXRecordDecl *aggregateOf(const InitListExpr *List) {
  const CXXRecordDecl *R = List->getType()->getAsCXXRecordDecl();
  bool IsPlain = R && R->hasDefinition() && !R->isUnion() && R->getNumBases() == 0 && List->isSemanticForm();
  return IsPlain && List->getNumInits() == static_cast<unsigned>(std::distance(R->field_begin(), R->field_end())) ? R : nullptr;
}
} // namespace

/// The members of an object, one by one.
Operand Walker::aggregate(const InitListExpr *List) {
  Operand O;
  unsigned I = 0;
  for (const FieldDecl *F : aggregateOf(List)->fields()) {
    const Expr *Init = List->getInit(I++);
    if (F->getType()->isReferenceType() && Init->isGLValue()) {
      Operand Bound = Operand::pointer(locate(Init));
      escapes(Bound.Targets);
      O.Parts[F] = std::move(Bound);
    } else if (Operand Member = value(Init); F->getType()->isScalarType() && !F->isBitField())
      O.Parts[F] = std::move(Member);
  }
  return O;
}

/// The address of it is kept somewhere, where callees may find it.
void Walker::escapes(const Locations &Where) {
  for (const Location &L : Where)
    if (L.Root == Location::Variable && L.IsPrivate)
      Escaped.insert(L.Decl);
}

void Walker::forgetEscaped() {
  for (const ValueDecl *D : Escaped)
    if (!D->getType()->isReferenceType())
      Known[D] = Operand();
}

std::string Walker::text(const Expr *E) const {
  CharSourceRange Range = CharSourceRange::getTokenRange(E->getSourceRange());
  return Lexer::getSourceText(Range, Context.getSourceManager(), Context.getLangOpts()).str();
}

/// What is known of a member of an object whose members are known one by one.
const Operand *Walker::partOf(const Location &Object, const ValueDecl *Member) const {
  auto It = Object.isWholeVariable() && Object.IsPrivate && !Object.IsCopy ? Known.find(Object.Decl) : Known.end();
  if (It == Known.end())
    return nullptr;
  auto Part = It->second.Parts.find(Member);
  return Part == It->second.Parts.end() ? nullptr : &Part->second;
}

/// Whatever was known of a value before it was written is known no more.
void Walker::overwritten(const Location &L) {
  if (L.Root != Location::Variable || L.Decl->getType()->isReferenceType())
    return;
  bool IsScalar = L.Decl->getType()->isScalarType() && !(L.Path.size() && L.Path.front().Loaded);
  if (L.Path.empty() || L.IsDeep || IsScalar)
    Known[L.Decl] = Operand();
  else if (auto It = Known.find(L.Decl); It != Known.end())
    It->second.Parts.erase(L.Path.front().Field);
}

void Walker::record(const Locations &Where, bool Writes, const Expr *At, StringRef Callee) {
  if (Writes)
    for (const Location &L : Where)
      overwritten(L);
  if (Quiet || !At)
    return;
  Out.Visited.insert(At);
  for (const Location &L : Where) {
    if (L.IsPrivate && !L.IsDeep)
      continue;
    if (L.isWholeVariable())
      if (const auto *V = dyn_cast<VarDecl>(L.Decl); !V || V->getTSCSpec() == TSCS_thread_local || V->isConstexpr())
        continue;
    MemoryAccess A;
    A.Where = L;
    A.Writes = Writes;
    A.IsCertain = Callee.empty() && Where.size() == 1;
    A.At = At;
    A.When = When;
    A.Call = OutermostCall;
    A.Callee = Callee.str();
    Out.Accesses.push_back(std::move(A));
  }
}

/// A pointer that is not followed: wherever it leads.
Location Walker::whatItLeadsTo(const ValueDecl *D) {
  Location L = Location::variable(D, false).element({std::nullopt}, true);
  L.Type = D->getType()->getPointeeType();
  return L;
}

// --- Places

/// The initialiser of a variable from outside that is never changed: it is another name for that.
const Expr *Walker::origin(const VarDecl *V) const {
  if (!V->isLocalVarDecl() || V->hasGlobalStorage() || isa<ParmVarDecl>(V) || !V->getInit() || V->isCXXForRangeDecl() ||
      V->getInit()->isTypeDependent() || FunctionModifies.contains(cast<ValueDecl>(V->getCanonicalDecl())))
    return nullptr;
  return V->getInit();
}

Locations Walker::variable(const ValueDecl *D, const Expr *At) {
  if (const auto *Binding = dyn_cast<BindingDecl>(D)) {
    if (const Expr *E = Binding->getBinding(); E && !E->isTypeDependent() && !isa<DeclRefExpr>(E))
      return locate(E);
    Locations Result;
    for (const Location &L : variable(Binding->getDecomposedDecl(), At))
      Result.push_back(L.member(Binding, false));
    return Result;
  }
  const auto *Canonical = cast<ValueDecl>(D->getCanonicalDecl());
  const auto *V = dyn_cast<VarDecl>(D);
  bool IsOwn = Locals.contains(Canonical) && !(V && V->isStaticLocal());
  if (V && V->getType()->isReferenceType() && !V->getType().isNull()) {
    auto It = Known.find(Canonical);
    if (It == Known.end())
      It = Known.find(D);
    if (It != Known.end() && !It->second.Targets.empty())
      return It->second.Targets;
    if (const Expr *Init = IsOwn ? nullptr : origin(V); Init && Init->isGLValue() && !isOutdated(Init, FunctionChanges)) {
      llvm::SaveAndRestore<bool> Silent(Quiet, true);
      Locations Result = locate(Init);
      if (!Result.empty())
        return Result;
    }
    if (IsOwn)
      return {unknown()};
  }
  if (auto It = Known.find(Canonical); It != Known.end() && isBitReference(D->getType()) && !It->second.Targets.empty())
    return It->second.Targets; // it stands for the bit
  if (auto It = Known.find(Canonical); It != Known.end() && It->second.Copy && IsOwn)
    return {*It->second.Copy};
  if (V && !IsOwn && containerKind(V->getType()) == ContainerKind::View)
    if (const Expr *Init = origin(V); Init && !isOutdated(Init, FunctionChanges)) {
      llvm::SaveAndRestore<bool> Silent(Quiet, true);
      if (Operand O = value(Init); O.Copy && O.Copy->IsViewed)
        return {*O.Copy};
    }
  return {Location::variable(D, IsOwn)};
}

Locations Walker::decayed(const Locations &Arrays, QualType T) const {
  uint64_t Extent = 0;
  if (const auto *Array = dyn_cast_or_null<ConstantArrayType>(T->getAsArrayTypeUnsafe()))
    Extent = Array->getSize().getZExtValue();
  Locations Result;
  for (Location L : Arrays) {
    if (L.Type.isNull() || !L.Type->isArrayType())
      L.Type = L.Path.empty() || L.Path.back().isMember() ? QualType() : T;
    L = L.firstElement(Extent);
    L.Type = QualType(T->getArrayElementTypeNoTypeQual(), 0);
    Result.push_back(std::move(L));
  }
  return Result;
}

Locations Walker::subscript(const ArraySubscriptExpr *E) {
  const Expr *Base = arrayOf(E);
  if (E->isTypeDependent()) { // a pointer, an array or a container: elements of what it names
    Locations Container = locate(Base), Result;
    Number Index = value(subscriptOf(E)).Value;
    for (const Location &L : Container)
      Result.push_back(L.element({Index}, false));
    return Result;
  }
  const Expr *Bare = Base->IgnoreParens();
  const auto *Decay = dyn_cast<CastExpr>(Bare);
  bool IsArray = Decay && Decay->getCastKind() == CK_ArrayToPointerDecay;
  Operand Pointer = value(Base);
  Number Index = value(subscriptOf(E)).Value;
  Locations Result;
  for (const Location &L : Pointer.Targets) {
    Location Element = L.moved(Index);
    Element.Type = E->getType();
    // Only a[i][j] itself keeps to its rows; a pointer into a nest of arrays may run through several.
    if (!IsArray && !Element.Path.empty() && Element.Path.back().Subscripts.size() > 1)
      Element.Path.back().Flat = true;
    Result.push_back(std::move(Element));
  }
  return Result.empty() ? Locations{unknown()} : Result;
}

Locations Walker::locate(const Expr *E) {
  if (Budget == 0 || --Budget == 0) {
    Out.IsComplete = false;
    return {unknown()};
  }
  E = E->IgnoreParens();
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    return locate(Cleanups->getSubExpr());
  if (const auto *T = dyn_cast<MaterializeTemporaryExpr>(E)) {
    if (isa<CallExpr>(T->getSubExpr()->IgnoreImplicit()))
      return locate(T->getSubExpr()->IgnoreImplicit());
    Operand O = value(T->getSubExpr());
    return O.Copy ? Locations{*O.Copy} : Locations();
  }
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    return isa<VarDecl, BindingDecl>(D->getDecl()) ? variable(D->getDecl(), E) : Locations();
  if (const auto *M = dyn_cast<MemberExpr>(E)) {
    if (isa<VarDecl>(M->getMemberDecl())) {
      value(M->getBase());
      return variable(M->getMemberDecl(), E);
    }
    Locations Objects = M->isArrow() ? value(M->getBase()).Targets : locate(M->getBase()), Result;
    for (const Location &L : Objects) {
      const Operand *Part = isReferenceMember(M->getMemberDecl()) ? partOf(L, M->getMemberDecl()) : nullptr;
      if (Part && !Part->Targets.empty())
        llvm::append_range(Result, Part->Targets);
      else
        Result.push_back(L.Root == Location::Unknown ? L : L.member(M->getMemberDecl(), isReferenceMember(M->getMemberDecl())));
    }
    return Result;
  }
  if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(E)) {
    if (M->isImplicitAccess())
      return {unknown()};
    Locations Objects = M->isArrow() ? value(M->getBase()).Targets : locate(M->getBase());
    for (Location &L : Objects)
      L = L.Root == Location::Unknown ? L : L.memberNamed(M->getMember());
    return Objects;
  }
  if (const auto *Sub = dyn_cast<ArraySubscriptExpr>(E))
    return subscript(Sub);
  if (const auto *U = dyn_cast<UnaryOperator>(E)) {
    if (U->getOpcode() == UO_Deref) {
      Locations Targets = value(U->getSubExpr()).Targets;
      return Targets.empty() ? Locations{unknown()} : Targets;
    }
    if (U->isIncrementDecrementOp()) {
      unary(U);
      return locate(U->getSubExpr());
    }
  }
  if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    if (B->getOpcode() == BO_Comma)
      return value(B->getLHS()), locate(B->getRHS());
    if (B->isAssignmentOp()) {
      value(B);
      llvm::SaveAndRestore<bool> Silent(Quiet, true);
      return locate(B->getLHS());
    }
  }
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(E)) {
    ConditionRef Holds = truth(value(C->getCond()));
    Locations Result = locate(C->getTrueExpr());
    llvm::append_range(Result, locate(C->getFalseExpr()));
    return Result;
  }
  if (const auto *C = dyn_cast<CastExpr>(E)) {
    if (C->getSubExpr()->isGLValue() || C->getSubExpr()->isTypeDependent())
      return locate(C->getSubExpr());
    return value(C->getSubExpr()).Targets;
  }
  if (const auto *C = dyn_cast<CallExpr>(E)) {
    Result R = call(C);
    if (!R.Place.empty())
      return R.Place;
    return R.Value.Copy ? Locations{*R.Value.Copy} : C->isGLValue() ? Locations{unknown()} : Locations();
  }
  if (isa<StringLiteral, PredefinedExpr>(E))
    return {};
  Operand O = value(E);
  if (O.Copy)
    return {*O.Copy};
  return E->isGLValue() ? Locations{unknown()} : Locations();
}

// --- Values

Operand Walker::load(const Locations &From, const Expr *At) {
  record(From, false, At);
  if (From.size() == 1)
    return loadOne(From.front(), At, At->getType().getNonReferenceType());
  Operand Result;
  for (const Location &L : From) {
    Operand O = loadOne(L, At, At->getType().getNonReferenceType());
    llvm::append_range(Result.Targets, O.Targets);
  }
  return Result;
}

Operand Walker::loadOne(const Location &L, const Expr *At, QualType T) {
  if (L.isWholeVariable()) {
    if (auto It = Known.find(L.Decl); It != Known.end()) {
      Operand O = It->second;
      if (T->isRecordType() && O.Targets.empty() && !O.Lambda && !O.Copy && O.Parts.empty()) {
        O.Copy = L;
        O.Copy->IsPrivate = O.Copy->IsCopy = true;
      }
      return O;
    }
    const auto *V = dyn_cast<VarDecl>(L.Decl);
    if (const Expr *Init = V && !L.IsPrivate ? origin(V) : nullptr; Init && !isOutdated(Init, FunctionChanges)) {
      llvm::SaveAndRestore<bool> Silent(Quiet, true);
      llvm::SaveAndRestore<DomainRef> Outside(When, nullptr);
      Operand O = value(Init);
      bool IsNumber = O.Value && !dependsOn(Init, FunctionModifies);
      if (IsNumber || O.Lambda || (O.Copy && O.Copy->IsViewed) || (!O.Targets.empty() && !T->isReferenceType()))
        return O;
    }
  }
  if (L.Path.size() == 1 && L.Path.front().Field) {
    Location Object = L;
    Object.Path.clear();
    if (const Operand *Part = partOf(Object, L.Path.front().Field))
      return *Part;
  }
  if (L.Root == Location::Unknown) {
    Operand O;
    if (isPointerLike(T))
      O.Targets.push_back(unknown());
    return O;
  }
  if (isBitReference(T))
    return Operand::pointer({L});
  if (T->isPointerType()) {
    // One that was put into a variable of the iteration out of sight may be anywhere in what it leads to.
    bool IsOwn = L.Root == Location::Variable && Locals.contains(L.Decl);
    Location Pointee = L.element({IsOwn ? std::nullopt : Number(0)}, true);
    Pointee.Type = T->getPointeeType();
    return Operand::pointer({Pointee});
  }
  if (isIteratorClass(T))
    return Operand::pointer({L.element({L.IsPrivate ? std::nullopt : Number(0)}, true)});
  if (T->isRecordType()) {
    Operand O;
    O.Copy = L;
    O.Copy->IsPrivate = O.Copy->IsCopy = true;
    return O;
  }
  return parameter(L, At, T);
}

/// A number that the loop reads and, as far as it goes, does not write.
Operand Walker::parameter(const Location &L, const Expr *At, QualType T) {
  if (T->isBooleanType() || !(T->isIntegralOrEnumerationType() || T->isDependentType()))
    return {};
  std::optional<std::string> Key = L.invariantKey(Out.All);
  if (!Key)
    return {};
  std::string Name = At ? text(At) : L.Decl ? L.Decl->getNameAsString() : "";
  AtomId A = Out.All.parameter(*Key, Name, T->isUnsignedIntegerType());
  Assumed.push_back({A, L, false});
  return Operand::number(Polynomial::atom(A));
}

Operand Walker::cast(const CastExpr *C) {
  const Expr *Sub = C->getSubExpr();
  switch (C->getCastKind()) {
  case CK_LValueToRValue:
    if (const auto *Call = dyn_cast<CallExpr>(Sub->IgnoreParens())) { // std::min gives a reference, and its value is known
      Result R = call(Call);
      return R.Place.empty() ? R.Value : load(R.Place, Sub);
    }
    return load(locate(Sub), Sub);
  case CK_ArrayToPointerDecay: {
    if (isa<StringLiteral>(Sub->IgnoreParens()))
      return {};
    return Operand::pointer(decayed(locate(Sub), Sub->getType()));
  }
  case CK_IntegralCast: {
    Operand O = value(Sub);
    O.Value = fitted(O.Value, Sub->getType(), C->getType());
    return O;
  }
  case CK_BitCast: {
    Operand O = value(Sub);
    QualType From = Sub->getType()->getPointeeType(), To = C->getType()->getPointeeType();
    bool SameSize = !From.isNull() && !To.isNull() && !From->isIncompleteType() && !To->isIncompleteType() &&
                    !From->isDependentType() && !To->isDependentType() && Context.getTypeSize(From) == Context.getTypeSize(To);
    if (!SameSize && !isa<CXXNewExpr, CallExpr>(Sub->IgnoreParenCasts()))
      for (Location &L : O.Targets) {
        bool IsVoid = (!From.isNull() && From->isVoidType()) || (!To.isNull() && To->isVoidType());
        if (!IsVoid)
          L = L.moved(std::nullopt);
      }
    return O;
  }
  case CK_IntegralToBoolean: {
    Operand O = value(Sub);
    return Operand::test(truth(O));
  }
  case CK_FloatingToIntegral:
  case CK_IntegralToFloating:
  case CK_PointerToBoolean:
  case CK_FloatingToBoolean:
    value(Sub);
    return {};
  case CK_PointerToIntegral: // counted in bytes
  case CK_IntegralToPointer: {
    Operand O;
    for (const Location &L : value(Sub).Targets)
      O.Targets.push_back(L.Root == Location::Unknown ? L : L.moved(std::nullopt));
    if (O.Targets.empty() && C->getCastKind() == CK_IntegralToPointer)
      O.Targets.push_back(unknown());
    return O;
  }
  default:
    break;
  }
  if (C->isGLValue() && !isa<MaterializeTemporaryExpr>(Sub->IgnoreParens()))
    return load(locate(Sub), Sub);
  return value(Sub);
}

Operand Walker::value(const Expr *E) {
  if (!E)
    return {};
  if (Budget == 0 || --Budget == 0) {
    Out.IsComplete = false;
    return {};
  }
  E = E->IgnoreParens();
  if (!E->isInstantiationDependent() && E->isPRValue() && E->getType()->isIntegralOrEnumerationType()) {
    Expr::EvalResult Constant;
    if (E->EvaluateAsInt(Constant, Context))
      if (std::optional<int64_t> Value = Constant.Val.getInt().trySExtValue()) {
        Operand O = Operand::number(*Value);
        if (E->getType()->isBooleanType())
          O.Test = xfork::compare(Condition::Less, Number(0), Number(*Value != 0));
        return O;
      }
  }
  if (const auto *Wrapped = dyn_cast<FullExpr>(E))
    return value(Wrapped->getSubExpr());
  if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(E))
    return value(Default->getExpr());
  if (const auto *T = dyn_cast<MaterializeTemporaryExpr>(E))
    return value(T->getSubExpr());
  if (const auto *T = dyn_cast<CXXBindTemporaryExpr>(E))
    return value(T->getSubExpr());
  if (const auto *C = dyn_cast<CastExpr>(E))
    return cast(C);
  if (isa<CXXThisExpr>(E))
    return Operand::pointer(Frames.back().This);
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() != UO_Deref)
    return unary(U);
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return binary(B);
  if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(E))
    if (std::optional<Comparison> C = xfork::comparison(R))
      return compared(C->Op, C->Left, C->Right);
  if (const auto *C = dyn_cast<AbstractConditionalOperator>(E))
    return conditional(C);
  if (const auto *C = dyn_cast<CallExpr>(E)) {
    Result R = call(C);
    return R.Place.empty() ? R.Value : load(R.Place, E);
  }
  if (const auto *C = dyn_cast<CXXConstructExpr>(E))
    return construct(C);
  if (const auto *L = dyn_cast<LambdaExpr>(E)) {
    for (const Expr *Init : L->capture_inits())
      if (Init && !isa<DeclRefExpr>(Init->IgnoreImplicit()))
        value(Init);
    if (!Quiet)
      for (const LambdaCapture &C : L->captures())
        if (const auto *V = C.capturesVariable() ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr; V && V->isInitCapture() && C.getCaptureKind() != LCK_ByRef)
          own(V);
    Operand O;
    O.Lambda = L;
    O.Parts = copiesOf(L);
    return O;
  }
  if (isa<CXXNewExpr>(E)) {
    for (const Stmt *Child : E->children())
      if (const auto *Sub = dyn_cast_or_null<Expr>(Child))
        value(Sub);
    Location L;
    L.Root = Location::Fresh;
    L.Origin = E;
    L.IsPrivate = !Quiet;
    L = L.element({Number(0)}, false);
    return Operand::pointer({L});
  }
  if (const auto *D = dyn_cast<CXXDeleteExpr>(E)) {
    record(value(D->getArgument()).Targets, true, D->getArgument());
    return {};
  }
  if (const auto *List = dyn_cast<InitListExpr>(E); List && List->getNumInits() == 1 && E->getType()->isScalarType())
    return value(List->getInit(0));
  if (const auto *D = dyn_cast<DeclRefExpr>(E); D && isa<NonTypeTemplateParmDecl>(D->getDecl())) {
    std::string Name = D->getDecl()->getNameAsString();
    return Operand::number(Polynomial::atom(Out.All.parameter("template " + Name, Name, E->getType()->isUnsignedIntegerType())));
  }
  if (const auto *List = dyn_cast<InitListExpr>(E); List && aggregateOf(List))
    return aggregate(List);
  if (isa<UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, RequiresExpr, StringLiteral>(E))
    return {};
  if (const auto *D = dyn_cast<DeclRefExpr>(E))
    if (const auto *F = dyn_cast<FunctionDecl>(D->getDecl())) {
      Operand O;
      O.Function = F;
      return O;
    }
  // Just what locate() knows by itself: the rest it asks from here.
  if (isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, CXXDependentScopeMemberExpr>(E) ||
      (isa<UnaryOperator>(E) && cast_or_null<UnaryOperator>(E)->getOpcode() == UO_Deref))
    return isa<DeclRefExpr>(E) && !isa<VarDecl, BindingDecl>(cast_or_null<DeclRefExpr>(E)->getDecl()) ? Operand() : load(locate(E), E);
  for (const Stmt *Child : E->children())
    statement(Child);
  return {};
}

Operand Walker::unary(const UnaryOperator *U) {
  const Expr *Sub = U->getSubExpr();
  switch (U->getOpcode()) {
  case UO_PreInc:
  case UO_PreDec:
  case UO_PostInc:
  case UO_PostDec: {
    Operand Before = load(locate(Sub), Sub);
    Number One = U->isIncrementOp() ? Number(1) : Number(-1);
    Operand After;
    After.Value = fitted(Before.Value + One, Context.IntTy, Sub->getType());
    for (const Location &L : Before.Targets)
      After.Targets.push_back(L.moved(One));
    assignment(Sub, After, Sub, false);
    return U->isPrefix() ? After : Before;
  }
  case UO_Plus:
    return value(Sub);
  case UO_Minus: {
    Operand O = value(Sub);
    return Operand::number(Number(0) - O.Value);
  }
  case UO_LNot:
    return Operand::test(negation(truth(value(Sub))));
  case UO_AddrOf:
    if (isa<DeclRefExpr>(Sub->IgnoreParens()) && isa<FunctionDecl>(cast_or_null<DeclRefExpr>(Sub->IgnoreParens())->getDecl()))
      return value(Sub);
    {
      Locations Where = locate(Sub);
      escapes(Where);
      return Operand::pointer(std::move(Where));
    }
  default:
    value(Sub);
    return {};
  }
}

Operand Walker::binary(const BinaryOperator *B) {
  BinaryOperatorKind Op = B->getOpcode();
  if (Op == BO_Assign) {
    if (B->getLHS()->getType()->isRecordType() || B->getLHS()->isTypeDependent()) {
      Operand Right = value(B->getRHS());
      return assignment(B->getLHS(), Right, B->getLHS(), false);
    }
    return assignment(B->getLHS(), value(B->getRHS()), B->getLHS(), false);
  }
  if (B->isCompoundAssignmentOp()) {
    Operand Right = value(B->getRHS());
    Operand Left = load(locate(B->getLHS()), B->getLHS());
    Operand Sum = arithmetic(BinaryOperator::getOpForCompoundAssignment(Op), Left, Right, B->getLHS()->getType());
    return assignment(B->getLHS(), Sum, B->getLHS(), true);
  }
  if (Op == BO_Comma)
    return value(B->getLHS()), value(B->getRHS());
  if (B->isLogicalOp()) {
    ConditionRef Left = truth(value(B->getLHS()));
    DomainRef Saved = When;
    When = std::make_shared<const Domain>(Domain{Op == BO_LAnd ? Left : negation(Left), std::nullopt, When, text(B->getLHS())});
    ConditionRef Right = truth(value(B->getRHS()));
    When = Saved;
    if (!Left && !Right)
      return {};
    return Operand::test(combination(Op == BO_LAnd ? Condition::And : Condition::Or, Left, Right));
  }
  if (B->isComparisonOp())
    return compared(Op, B->getLHS(), B->getRHS());
  Operand Left = value(B->getLHS()), Right = value(B->getRHS());
  return arithmetic(Op, Left, Right, B->getType());
}

Operand Walker::assignment(const Expr *Target, Operand Assigned, const Expr *At, bool AlsoReads) {
  Locations Where;
  if (AlsoReads) {
    llvm::SaveAndRestore<bool> Silent(Quiet, true);
    Where = locate(Target);
  } else
    Where = locate(Target);
  record(Where, true, At);
  if (Target->getType()->isIntegralOrEnumerationType() && Assigned.Value && !Target->getType()->isDependentType() &&
      Context.getIntWidth(Target->getType()) < 32)
    Assigned.Value = fitted(Assigned.Value, Context.LongLongTy, Target->getType());
  for (const Location &L : Where) {
    bool IsMember = L.Path.size() == 1 && L.Path.front().Field && !L.Path.front().Loaded && L.Root == Location::Variable && L.IsPrivate && !L.IsCopy;
    if (IsMember && Where.size() == 1 && !isUnion(L.Path.front().Field))
      Known[L.Decl].Parts[L.Path.front().Field] = Assigned;
    if (!L.isWholeVariable())
      continue;
    if (Where.size() == 1)
      Known[L.Decl] = Assigned;
    else
      Known[L.Decl] = Operand();
  }
  return Assigned;
}

Operand Walker::conditional(const AbstractConditionalOperator *C) {
  ConditionRef Holds = truth(value(C->getCond()));
  std::string Text = text(C->getCond());
  DomainRef Saved = When;
  When = std::make_shared<const Domain>(Domain{Holds, std::nullopt, Saved, Text});
  Environment Before = Known;
  Operand True = value(C->getTrueExpr());
  Environment AfterTrue = std::exchange(Known, Before);
  When = std::make_shared<const Domain>(Domain{negation(Holds), std::nullopt, Saved, Text});
  Operand False = value(C->getFalseExpr());
  Known = joined(AfterTrue, Known);
  When = Saved;
  Operand Result;
  if (True.Value == False.Value)
    Result.Value = True.Value;
  // c < a ? c : a
  if (std::optional<Comparison> Cmp = xfork::comparison(C->getCond()); Cmp && True.Value && False.Value && !Result.Value) {
    llvm::SaveAndRestore<bool> Silent(Quiet, true);
    Number Left = value(Cmp->Left).Value, Right = value(Cmp->Right).Value;
    bool Less = Cmp->Op == BO_LT || Cmp->Op == BO_LE, Greater = Cmp->Op == BO_GT || Cmp->Op == BO_GE;
    bool Same = Left == True.Value && Right == False.Value, Swapped = Left == False.Value && Right == True.Value;
    if ((Less && Same) || (Greater && Swapped))
      Result.Value = Out.All.extremum(Atom::Min, True.Value, False.Value);
    else if ((Greater && Same) || (Less && Swapped))
      Result.Value = Out.All.extremum(Atom::Max, True.Value, False.Value);
  }
  llvm::append_range(Result.Targets, True.Targets);
  llvm::append_range(Result.Targets, False.Targets);
  return Result;
}

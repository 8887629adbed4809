#include "analyse/CalleeKnowledge.h"
#include "analyse/Place.h"
#include "analyse/Purity.h"
#include "prove/StandardLibrary.h"
#include "prove/Walker.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
constexpr unsigned DeepestCall = 8;

/// The arguments that belong to parameters: an overloaded operator's object is none.
unsigned firstArgument(const CallExpr *C) {
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee());
  return isa<CXXOperatorCallExpr>(C) && M && !M->isStatic() ? 1 : 0;
}

/// Whether an object of the type can lead a callee to memory that it does not own, and let it write there.
bool isView(QualType T) {
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return false;
  if (isStd(R))
    return containerKind(T) == ContainerKind::View || isIteratorClass(T);
  return llvm::any_of(R->fields(), [](const FieldDecl *F) {
    QualType Type = F->getType();
    return (Type->isPointerType() || Type->isReferenceType()) && !Type->getPointeeType().isConstQualified();
  });
}
} // namespace

Walker::Result Walker::elementOf(const Locations &Container, QualType T, Number Subscript, const Expr *At) {
  Result R;
  ContainerKind Kind = containerKind(T);
  if (Kind == ContainerKind::Bits) // neighbours share a word
    Subscript = Out.All.divided(Atom::FloorQuotient, Subscript, 64);
  bool IsArray = !T.isNull() && T.getNonReferenceType()->isArrayType();
  for (const Location &L : Container) {
    if (L.Root == Location::Unknown) {
      R.Place.push_back(L);
      continue;
    }
    if (L.IsViewed) {
      R.Place.push_back(L.viewed(Subscript));
      continue;
    }
    bool IsOwnView = Kind == ContainerKind::View && L.isWholeVariable() && L.IsPrivate && !L.IsCopy;
    if (IsOwnView) // made in the iteration, out of sight: it may show any elements
      Subscript = std::nullopt;
    Location Element = IsArray ? decayed({L}, T.getNonReferenceType()).front().moved(Subscript)
                               : L.element({Subscript}, Kind == ContainerKind::View, 0);
    if (!IsArray)
      Element.Type = At && At->isGLValue() ? At->getType() : QualType();
    R.Place.push_back(std::move(Element));
  }
  return R;
}

Walker::Result Walker::call(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  if (!Quiet)
    Out.Calls.push_back({C, OutermostCall.isValid() ? OutermostCall : C->getExprLoc()});
  if (C->isTypeDependent() || !F)
    return F && canFollow(F) ? follow(C, F) : unresolvedCall(C);
  if (std::optional<Result> R = plainAssignment(C))
    return *R;
  if (std::optional<Result> R = libraryCall(C))
    return *R;
  return canFollow(F) ? follow(C, F) : opaqueCall(C);
}

bool Walker::canFollow(const FunctionDecl *F) const {
  const FunctionDecl *Definition = nullptr;
  if (!F->hasBody(Definition) || Frames.size() > DeepestCall)
    return false;
  const auto *M = dyn_cast<CXXMethodDecl>(F);
  bool IsLambda = M && M->getParent()->isLambda();
  if (M && M->isVirtual() && !M->hasAttr<FinalAttr>() && !M->getParent()->isEffectivelyFinal())
    return false;
  if (!IsLambda && Context.getSourceManager().isInSystemHeader(Definition->getLocation()))
    return false;
  if (isa<CoroutineBodyStmt>(Definition->getBody()))
    return false;
  return llvm::none_of(Frames, [&](const Frame &Active) { return Active.Function == Definition; });
}

void Walker::bindParameter(const ParmVarDecl *P, const Expr *Argument) {
  Operand Bound;
  if (P->getType()->isReferenceType()) {
    if (Argument->isGLValue())
      Bound.Targets = locate(Argument);
    else {
      Bound = value(Argument);
      if (Bound.Copy)
        Bound.Targets = {*Bound.Copy};
    }
    if (Bound.Targets.empty())
      Bound.Targets.push_back(Location::variable(P, true));
  } else {
    Bound = value(Argument);
    Bound.Value = fitted(Bound.Value, Context.LongLongTy, P->getType());
  }
  own(P);
  Known[P] = std::move(Bound);
}

/// What happens to it is recorded where the callee does it.
void Walker::followed(const Expr *Argument) {
  Out.Followed.insert(Argument);
  Out.Visited.insert(Argument);
}

/// `a = b` of a class that copies member by member.
std::optional<Walker::Result> Walker::plainAssignment(const CallExpr *C) {
  const auto *Op = dyn_cast<CXXOperatorCallExpr>(C);
  const auto *M = dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee());
  if (!Op || !M || Op->getOperator() != OO_Equal || !M->isDefaulted())
    return std::nullopt;
  Operand Right = value(C->getArg(1));
  assignment(C->getArg(0), Right, C->getArg(0), false);
  llvm::SaveAndRestore<bool> Silent(Quiet, true);
  return Result{{}, locate(C->getArg(0))};
}

Walker::Result Walker::follow(const CallExpr *C, const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  F->hasBody(Definition);
  Locations This;
  for (const Expr *A : C->arguments())
    followed(A);
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
    followed(M->getImplicitObjectArgument());
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
    const Expr *Object = M->getImplicitObjectArgument();
    This = Object->getType()->isPointerType() ? value(Object).Targets : locate(Object);
  } else if (const auto *Member = dyn_cast<MemberExpr>(C->getCallee()->IgnoreParens())) // in a template
    This = Member->isArrow() ? value(Member->getBase()).Targets : locate(Member->getBase());
  else if (firstArgument(C) == 1)
    This = locate(C->getArg(0));
  for (unsigned I = firstArgument(C), P = 0; I < C->getNumArgs(); ++I, ++P)
    if (P < Definition->getNumParams())
      bindParameter(Definition->getParamDecl(P), C->getArg(I));
    else
      value(C->getArg(I));
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  Environment Copies;
  if (Method && Method->getParent()->isLambda()) {
    llvm::SaveAndRestore<bool> Silent(Quiet, true);
    This = Frames.back().This; // `this` inside a lambda is the function's
    Copies = value(C->getArg(0)).Parts;
  }
  return followBody(Definition, This, C->getExprLoc(), Copies);
}

/// `f(x)` of a pointer to a function that is known.
Walker::Result Walker::followPointer(const CallExpr *C, const FunctionDecl *F) {
  const FunctionDecl *Definition = nullptr;
  F->hasBody(Definition);
  for (unsigned I = 0; I != C->getNumArgs(); ++I)
    if (followed(C->getArg(I)); I < Definition->getNumParams())
      bindParameter(Definition->getParamDecl(I), C->getArg(I));
    else
      value(C->getArg(I));
  return followBody(Definition, {}, C->getExprLoc());
}

Walker::Result Walker::followLambda(const Operand &Lambda, llvm::ArrayRef<const Expr *> Arguments, SourceLocation At) {
  const CXXMethodDecl *F = Lambda.Lambda->getCallOperator();
  const Environment Copies = Lambda.Parts;
  for (unsigned I = 0; I != Arguments.size(); ++I)
    if (followed(Arguments[I]); I < F->getNumParams())
      bindParameter(F->getParamDecl(I), Arguments[I]);
    else
      value(Arguments[I]);
  return followBody(F, Frames.back().This, At, Copies);
}

/// `f(i)` of a std::function: the lambda that it was made from, where that is known.
std::optional<Walker::Result> Walker::wrappedFunction(const CXXOperatorCallExpr *C) {
  const Expr *Object = C->getArg(0);
  Operand O = value(Object);
  llvm::ArrayRef<const Expr *> Arguments(C->getArgs() + 1, C->getNumArgs() - 1);
  if (O.Lambda && canFollow(O.Lambda->getCallOperator()))
    return followLambda(O, Arguments, C->getExprLoc());
  const auto *D = dyn_cast<DeclRefExpr>(stripped(Object));
  const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  if (V && V->isLocalVarDecl()) { // somebody in sight has put something into it
    Locations Where = locate(Object);
    for (Location &L : Where)
      L = L.deep();
    record(Where, true, Object, "operator()");
  }
  return std::nullopt;
}

/// What a lambda copies when it is made.
Environment Walker::copiesOf(const LambdaExpr *L) {
  llvm::SaveAndRestore<bool> Silent(Quiet, true);
  Environment Result;
  if (!L->isMutable()) // else each call may leave others behind
    for (const LambdaCapture &C : L->captures()) {
      const auto *V = C.capturesVariable() && C.getCaptureKind() != LCK_ByRef ? dyn_cast<VarDecl>(C.getCapturedVar()) : nullptr;
      if (!V || V->getType()->isReferenceType() || !V->getType()->isScalarType())
        continue;
      Result[cast<ValueDecl>(V->getCanonicalDecl())] = V->isInitCapture() ? value(V->getInit()) : loadQuietly(cast<ValueDecl>(V->getCanonicalDecl()));
    }
  return Result;
}

/// What a lambda copied when it was made may since have got another value. Gives what to put back.
Environment Walker::useCopies(const CXXRecordDecl *Lambda, const Environment &Copies) {
  Environment Before;
  for (const LambdaCapture &C : Lambda->captures()) {
    if (!C.capturesVariable() || C.getCaptureKind() == LCK_ByRef)
      continue;
    const auto *V = cast<ValueDecl>(C.getCapturedVar()->getCanonicalDecl());
    auto Copied = Copies.find(V);
    bool MayBeOther = V->getType()->isScalarType() && (FunctionModifies.contains(V) || Locals.contains(V));
    if (Copied == Copies.end() && !MayBeOther)
      continue;
    Before[V] = loadQuietly(V);
    if (Copied != Copies.end())
      Known[V] = Copied->second;
    else
      Known[V] = V->getType()->isPointerType() ? Operand::pointer({whatItLeadsTo(V)}) : Operand();
  }
  return Before;
}

Walker::Result Walker::followBody(const FunctionDecl *Definition, Locations This, SourceLocation At, const Environment &Copies) {
  llvm::SaveAndRestore<SourceLocation> SavedCall(OutermostCall, OutermostCall.isValid() ? OutermostCall : At);
  llvm::SaveAndRestore<DomainRef> SavedDomain(When);
  const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
  Environment Before = Method && Method->getParent()->isLambda() ? useCopies(Method->getParent(), Copies) : Environment();
  Frames.push_back({Definition, std::move(This), {}});
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
    for (const CXXCtorInitializer *Init : Constructor->inits())
      if (Init->isWritten() || Init->getInit())
        value(Init->getInit());
  statement(Definition->getBody());
  Frame Finished = std::move(Frames.back());
  Frames.pop_back();
  for (auto &[Variable, Value] : Before)
    Known[Variable] = std::move(Value);
  bool IsReference = Definition->getReturnType()->isReferenceType();
  Result R;
  for (const Operand &O : Finished.Returned)
    llvm::append_range(IsReference ? R.Place : R.Value.Targets, O.Targets);
  if (Finished.Returned.size() == 1 && !IsReference)
    R.Value = Finished.Returned.front();
  if (IsReference && R.Place.empty())
    R.Place.push_back(Location());
  return R;
}

// --- Callees that are not seen

/// What a callee may do with one argument.
void Walker::handOver(const Expr *Argument, QualType Parameter, StringRef Callee) {
  if (const auto *L = dyn_cast<LambdaExpr>(stripped(Argument)))
    return visitLambda(L, copiesOf(L));
  if (Parameter->isReferenceType()) {
    QualType Pointee = Parameter.getNonReferenceType();
    Locations Where = Argument->isGLValue() ? locate(Argument) : Locations();
    Operand O = Argument->isGLValue() ? Operand() : value(Argument);
    if (O.Copy && isView(Argument->getType()))
      Where.push_back(*O.Copy);
    if (knownSafeType(Argument->getType()))
      return;
    bool Writes = !Pointee.isConstQualified() && (Parameter->isLValueReferenceType() || !Where.empty());
    for (Location &L : Where)
      L = Writes && !isSelfContainedType(Pointee) ? L.deep() : L;
    if (Writes)
      return record(Where, true, Argument, Callee);
    return record(Where, false, Argument);
  }
  Operand O = value(Argument);
  if (O.Lambda)
    return visitLambda(O.Lambda, O.Parts);
  bool IsIterator = isIteratorClass(Parameter);
  if (Parameter->isPointerType() || IsIterator) {
    if (Parameter->isFunctionPointerType())
      return;
    bool Writes = IsIterator || !Parameter->getPointeeType().isConstQualified();
    bool IsOneObject = isa<UnaryOperator>(stripped(Argument)) && cast_or_null<UnaryOperator>(stripped(Argument))->getOpcode() == UO_AddrOf;
    Locations Where = O.Targets;
    if (!IsOneObject)
      for (Location &L : Where)
        if (!L.Path.empty() && !L.Path.back().isMember())
          L = L.moved(std::nullopt);
    return record(Where, Writes, Argument, Writes ? Callee : StringRef());
  }
  if (O.Copy && isView(Parameter)) {
    Location Behind = O.Copy->deep();
    record({Behind}, true, Argument, Callee);
  }
}

Walker::Result Walker::opaqueCall(const CallExpr *C) {
  const FunctionDecl *F = C->getDirectCallee();
  bool OnlyReads = onlyReads(F);
  std::string Name = F->getNameAsString();
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
    const Expr *Object = M->getImplicitObjectArgument();
    Locations Where = Object->getType()->isPointerType() ? value(Object).Targets : locate(Object);
    const CXXMethodDecl *Method = M->getMethodDecl();
    bool Writes = Method && !Method->isConst() && !Method->isStatic() && !knownSafeType(Object->getType());
    if (Writes)
      for (Location &L : Where)
        L = L.deep();
    record(Where, Writes, Object, Writes && !isStd(F) ? StringRef(Name) : StringRef());
  } else if (firstArgument(C) == 1) {
    const auto *Method = cast<CXXMethodDecl>(F);
    Locations Where = locate(C->getArg(0));
    bool Writes = !Method->isConst() && !knownSafeType(C->getArg(0)->getType());
    record(Where, Writes, C->getArg(0), Writes && !isStd(F) ? StringRef(Name) : StringRef());
  }
  std::vector<Operand> Arguments;
  for (unsigned I = firstArgument(C), P = 0; I < C->getNumArgs(); ++I, ++P) {
    QualType T = P < F->getNumParams() ? F->getParamDecl(P)->getType() : C->getArg(I)->getType();
    if (P >= F->getNumParams() && !OnlyReads && C->getArg(I)->getType()->isPointerType())
      handOver(C->getArg(I), T, Name); // `scanf("%d", &x)`
    else if (OnlyReads || P >= F->getNumParams())
      Arguments.push_back(value(C->getArg(I)));
    else
      handOver(C->getArg(I), T, Name);
  }
  if (!OnlyReads && !isPure(F, Context))
    forgetEscaped();
  if (!Quiet && !OnlyReads && !isStd(F) && !isPure(F, Context))
    Out.OpaqueCalls.push_back({C, OutermostCall.isValid() ? OutermostCall : C->getExprLoc()});
  Result R;
  QualType T = C->getCallReturnType(Context);
  if (T->isReferenceType())
    R.Place = reachedFrom(C);
  else if (isAllocation(F)) {
    Location L;
    L.Root = Location::Fresh;
    L.Origin = C;
    L.IsPrivate = !Quiet;
    R.Value.Targets.push_back(L.element({Number(0)}, false));
  } else if (T->isPointerType())
    R.Value.Targets = reachedFrom(C);
  return R;
}

/// What a reference or pointer may lead to that a callee gives back: something behind what it was given, or of its own.
Locations Walker::reachedFrom(const CallExpr *C) {
  llvm::SaveAndRestore<bool> Silent(Quiet, true);
  Locations Result;
  auto Add = [&](const Locations &Given) {
    for (const Location &L : Given)
      if (L.Root != Location::Unknown)
        Result.push_back(L.element({std::nullopt}, true).deep());
  };
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
    const Expr *Object = M->getImplicitObjectArgument();
    Add(Object->getType()->isPointerType() ? value(Object).Targets : locate(Object));
  }
  for (const Expr *A : C->arguments())
    if (A->getType()->isPointerType()) {
      for (const Location &L : value(A).Targets)
        if (L.Root != Location::Unknown)
          Result.push_back(L.moved(std::nullopt).deep());
    } else if (A->isGLValue() && !A->getType()->isArithmeticType())
      Add(locate(A));
  if (Result.empty()) {
    Location Own;
    Own.Root = Location::Fresh;
    Own.Origin = C;
    Result.push_back(Own.element({std::nullopt}, true));
  }
  return Result;
}

/// In a template: nobody knows yet what the callee takes.
Walker::Result Walker::unresolvedCall(const CallExpr *C) {
  const Expr *Callee = C->getCallee()->IgnoreParenImpCasts();
  CallKnowledge Knowledge = knowledgeOf(C);
  if (!C->getDirectCallee() && !C->isTypeDependent()) { // through a function pointer
    Operand Pointer = value(Callee);
    if (Pointer.Function && canFollow(Pointer.Function))
      return followPointer(C, Pointer.Function);
    forgetEscaped();
    const auto *Proto = Callee->getType()->getPointeeType().isNull()
                            ? nullptr
                            : Callee->getType()->getPointeeType()->getAs<FunctionProtoType>();
    for (unsigned I = 0; I != C->getNumArgs(); ++I)
      handOver(C->getArg(I), Proto && I < Proto->getNumParams() ? Proto->getParamType(I) : C->getArg(I)->getType(), Knowledge.Name);
    Result R;
    if (C->isGLValue())
      R.Place.push_back(Location());
    else if (C->getType()->isPointerType())
      R.Value.Targets.push_back(Location());
    return R;
  }
  auto Numbers = [&](unsigned First) {
    llvm::SmallVector<Number, 2> Result;
    for (unsigned I = First; I < C->getNumArgs(); ++I)
      Result.push_back(value(C->getArg(I)).Value);
    return Result;
  };
  // Subscripts, and m(i, j) of something that is not a function.
  const auto *Op = dyn_cast<CXXOperatorCallExpr>(C);
  if (Op && (Op->isAssignmentOp())) {
    Operand Right = C->getNumArgs() > 1 ? value(C->getArg(1)) : Operand();
    if (Op->getOperator() != OO_Equal)
      load(locate(C->getArg(0)), C->getArg(0));
    Result R;
    R.Value = assignment(C->getArg(0), Op->getOperator() == OO_Equal ? Right : Operand(), C->getArg(0), false);
    return R;
  }
  if (Op && (Op->getOperator() == OO_Subscript || Op->getOperator() == OO_Call)) {
    Result R;
    llvm::SmallVector<Number, 2> Subscripts = Numbers(1);
    for (const Location &L : locate(C->getArg(0)))
      R.Place.push_back(L.element(Subscripts, false));
    return R;
  }
  if (Op) { // other operators read
    for (const Expr *A : C->arguments())
      value(A);
    return {};
  }
  if (const auto *D = dyn_cast<DeclRefExpr>(Callee); D && isa<VarDecl>(D->getDecl())) {
    Operand Object = value(D);
    Result R;
    if (Object.Lambda) {
      visitLambda(Object.Lambda, Object.Parts);
      Numbers(0);
      return R;
    }
    llvm::SmallVector<Number, 2> Subscripts = Numbers(0);
    for (const Expr *A : C->arguments()) // a functor, for all that is known, may write to what it is given
      if (A->isGLValue() && A->isTypeDependent())
        guess(locate(A), A, Knowledge.Name);
    for (const Location &L : locate(D))
      R.Place.push_back(L.element(Subscripts, false));
    return R;
  }
  if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(Callee)) {
    Locations Object = M->isImplicitAccess() ? Locations{Location()} : M->isArrow() ? value(M->getBase()).Targets : locate(M->getBase());
    if (std::optional<Result> R = M->isImplicitAccess() ? std::nullopt : containerMember(C, M->getBase(), Knowledge.Name))
      return *R;
    guess(Object, M->isImplicitAccess() ? Callee : M->getBase(), Knowledge.Name);
  } else if (!isa<UnresolvedLookupExpr>(Callee))
    value(Callee);
  for (const Expr *A : C->arguments()) {
    if (const auto *L = dyn_cast<LambdaExpr>(stripped(A))) {
      visitLambda(L, copiesOf(L));
      continue;
    }
    bool MayTake = !Knowledge.OnlyReads && !Knowledge.AsksSize && (A->isGLValue() || A->isTypeDependent()) &&
                   (A->getType()->isDependentType() || A->getType()->isRecordType() || A->getType()->isAnyPointerType()) &&
                   !A->getType().isConstQualified();
    if (!MayTake) {
      value(A);
      continue;
    }
    guess(locate(A), A, Knowledge.Name);
  }
  Result R;
  R.Place.push_back(Location());
  return R;
}

/// In a template: a callee may write to what it is given, or anything that is reached from there. What depends on template
/// arguments is taken for a value: were it a pointer, each call of each template would have to be warned about.
void Walker::guess(Locations Where, const Expr *At, StringRef Callee) {
  for (Location &L : Where)
    L = At->isTypeDependent() ? L : L.deep();
  record(Where, true, At, Callee);
}

/// A lambda that somebody else will call, as often as they like, with arguments of their own.
void Walker::visitLambda(const LambdaExpr *L, const Environment &Copies) {
  const CXXMethodDecl *F = L->getCallOperator();
  if (!F || !F->getBody() || Frames.size() > DeepestCall || llvm::any_of(Frames, [&](const Frame &A) { return A.Function == F; }))
    return;
  for (const Expr *Init : L->capture_inits())
    if (Init && !isa<DeclRefExpr>(Init->IgnoreImplicit()))
      value(Init);
  forget(L->getBody());
  for (const ParmVarDecl *P : F->parameters()) {
    own(P);
    Known[P] = P->getType()->isReferenceType() || P->getType()->isPointerType() ? Operand::pointer({Location::variable(P, true)}) : Operand();
  }
  llvm::SaveAndRestore<DomainRef> Saved(
      When, std::make_shared<const Domain>(Domain{nullptr, std::nullopt, When, "the callee decides when to call the lambda"}));
  followBody(F, Frames.back().This, L->getExprLoc(), Copies);
}

Operand Walker::construct(const CXXConstructExpr *C) {
  const CXXConstructorDecl *F = C->getConstructor();
  bool IsCopy = F->isCopyOrMoveConstructor() && C->getNumArgs() >= 1;
  if (IsCopy) {
    Operand O = value(C->getArg(0));
    if (C->getArg(0)->isGLValue() && F->isMoveConstructor())
      record(locate(C->getArg(0)), true, C->getArg(0)); // moved from
    return O;
  }
  if (isIteratorClass(C->getType()) && C->getNumArgs() == 1) // iterator to const_iterator
    return value(C->getArg(0));
  const FunctionDecl *Definition = nullptr;
  if (!F->isImplicit() && canFollow(F) && F->hasBody(Definition)) {
    for (unsigned I = 0; I < C->getNumArgs() && I < Definition->getNumParams(); ++I) {
      bindParameter(Definition->getParamDecl(I), C->getArg(I));
      if (QualType T = Definition->getParamDecl(I)->getType(); T->isLValueReferenceType() && !T.getNonReferenceType().isConstQualified())
        escapes(Known[Definition->getParamDecl(I)].Targets);
    }
    Location Made;
    Made.Root = Location::Fresh;
    Made.Origin = C;
    Made.IsPrivate = true;
    followBody(Definition, {Made}, C->getExprLoc());
    return {};
  }
  bool OnlyReads = isStd(F);
  Operand View;
  if (OnlyReads && C->getNumArgs() == 1) // a std::function
    View.Lambda = value(C->getArg(0)).Lambda;
  for (unsigned I = 0; I < C->getNumArgs(); ++I) {
    QualType T = I < F->getNumParams() ? F->getParamDecl(I)->getType() : C->getArg(I)->getType();
    if (!OnlyReads) {
      handOver(C->getArg(I), T, F->getParent()->getName());
      if (C->getArg(I)->isGLValue() && T->isLValueReferenceType() && !T.getNonReferenceType().isConstQualified()) {
        llvm::SaveAndRestore<bool> Silent(Quiet, true);
        escapes(locate(C->getArg(I)));
      }
      continue;
    }
    if (knownSafeType(C->getArg(I)->getType())) { // locks a mutex
      locate(C->getArg(I));
      continue;
    }
    Operand O = value(C->getArg(I));
    if (containerKind(C->getType()) == ContainerKind::View && !O.Targets.empty() && I == 0) {
      if (O.Targets.size() == 1)
        View.Copy = O.Targets.front().Root == Location::Unknown ? O.Targets.front() : O.Targets.front().view(); // a span over what the pointer leads to
    } else if (containerKind(C->getType()) == ContainerKind::View && O.Copy && I == 0)
      View.Copy = O.Copy;
  }
  return View;
}

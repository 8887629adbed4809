#include "analyse/Access.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Subscript.h"
#include "analyse/Update.h"
#include "prove/StandardLibrary.h"
#include "source/SourceText.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
class Collector {
public:
  Collector(const ASTContext &Context, Accesses &Result, LoopElement Element)
      : Context(Context), Result(Result), Finder(Element) {}

  /// Of an expression: one whose value nobody uses.
  void statement(const Stmt *S) {
    if (!S)
      return;
    if (std::optional<Update> U = matchUpdate(Context, S); U && update(*U))
      return;
    if (const auto *E = dyn_cast<Expr>(S))
      return discarded(E);
    if (const auto *D = dyn_cast<DeclStmt>(S)) {
      for (const Decl *Declared : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Declared))
          variable(V);
      return;
    }
    if (const auto *For = dyn_cast<CXXForRangeStmt>(S))
      return rangeFor(For);
    if (const auto *Catch = dyn_cast<CXXCatchStmt>(S); Catch && Catch->getExceptionDecl())
      Result.Locals.insert(Catch->getExceptionDecl());
    if (const auto *If = dyn_cast<IfStmt>(S); If && If->getConditionVariable())
      Result.Locals.insert(If->getConditionVariable());
    for (const Stmt *Child : S->children())
      usesValue(S, Child) ? value(cast<Expr>(Child)) : statement(Child);
  }

private:
  static bool usesValue(const Stmt *S, const Stmt *Child) {
    if (!isa_and_nonnull<Expr>(Child))
      return false;
    if (const auto *For = dyn_cast<ForStmt>(S))
      return Child == For->getCond();
    if (const auto *If = dyn_cast<IfStmt>(S))
      return Child == If->getCond();
    if (const auto *While = dyn_cast<WhileStmt>(S))
      return Child == While->getCond();
    if (const auto *Do = dyn_cast<DoStmt>(S))
      return Child == Do->getCond();
    if (const auto *Switch = dyn_cast<SwitchStmt>(S))
      return Child == Switch->getCond();
    return isa<ReturnStmt>(S);
  }

  void discarded(const Expr *E) {
    const Expr *Inner = E->IgnoreParens();
    if (const auto *Comma = dyn_cast<BinaryOperator>(Inner); Comma && Comma->getOpcode() == BO_Comma) {
      statement(Comma->getLHS());
      return statement(Comma->getRHS());
    }
    if (const auto *Choice = dyn_cast<ConditionalOperator>(Inner)) {
      value(Choice->getCond());
      statement(Choice->getTrueExpr());
      return statement(Choice->getFalseExpr());
    }
    value(E);
  }

  void add(AccessKind Kind, Place P, const Expr *Where, ReductionOp Op = {}, const CallKnowledge *Callee = nullptr) {
    if (P.Kind == Place::Temporary)
      return;
    Access A;
    A.Kind = Kind;
    A.Place = std::move(P);
    A.Where = Where;
    A.Op = Op;
    A.Call = Through;
    if (Callee) {
      A.Callee = Callee->Name;
      A.ByLibrary = Callee->IsStdMember;
      A.IsOutput = Callee->IsOutput;
    }
    Result.List.push_back(std::move(A));
  }

  /// Only plain variables and members of them fold; an array element that does is an ordinary write.
  bool update(const Update &U) {
    if (knownSafeType(U.Target->getType()))
      return false;
    Place P = Finder.place(U.Target);
    if (P.Kind == Place::Temporary || P.Kind == Place::Unknown || !P.isWholeObject() || Result.isLocal(P))
      return false;
    std::optional<CallKnowledge> Callee;
    if (!U.Calls.empty())
      Callee = knowledgeOf(U.Calls.front().first);
    for (const Expr *Mention : U.Mentions) {
      add(AccessKind::Update, P, Mention, U.Op, Callee ? &*Callee : nullptr);
      Result.List.back().IsOrderSensitive = U.isOrderSensitive();
    }
    for (const Expr *Operand : U.Operands)
      value(Operand);
    for (auto [Call, First] : U.Calls)
      appended(Call, First);
    return true;
  }

  /// What a container copies or moves into itself.
  void appended(const CallExpr *Call, unsigned First) {
    CallKnowledge Callee = knowledgeOf(Call);
    for (unsigned I = First; I < Call->getNumArgs(); ++I) {
      const auto *Move = dyn_cast<CallExpr>(Call->getArg(I)->IgnoreImplicit());
      if (Move && isStd(Move->getDirectCallee(), "move") && Move->getNumArgs() == 1)
        change(Move->getArg(0), Callee);
      else
        value(Call->getArg(I));
    }
  }

  void variable(const VarDecl *V) {
    Result.Locals.insert(cast<VarDecl>(V->getCanonicalDecl()));
    if (const auto *D = dyn_cast<DecompositionDecl>(V))
      for (const BindingDecl *B : D->bindings())
        Result.Locals.insert(B);
    if (!V->getInit())
      return;
    if (V->getType()->isReferenceType() && V->getInit()->isGLValue())
      subscripts(V->getInit());
    else
      value(V->getInit());
  }

  void rangeFor(const CXXForRangeStmt *For) {
    statement(For->getInit());
    const VarDecl *V = For->getLoopVariable();
    Result.Locals.insert(V);
    if (const auto *D = dyn_cast<DecompositionDecl>(V))
      for (const BindingDecl *B : D->bindings())
        Result.Locals.insert(B);
    Place Range = Finder.place(For->getRangeInit());
    value(For->getRangeInit());
    size_t First = Result.List.size();
    statement(For->getBody());
    // A write to the element of an inner range-for is one to some element of its range.
    if (!V->getType()->isReferenceType() || Result.isLocal(Range) || Range.Kind == Place::Temporary)
      return;
    for (size_t I = First; I < Result.List.size(); ++I) {
      Access &A = Result.List[I];
      if (A.Place.Kind != Place::Variable || A.Place.Root != V)
        continue;
      Place Element = Range;
      Element.Path.emplace_back().Anywhere = true;
      Element.Path.append(A.Place.Path.begin(), A.Place.Path.end());
      A.Place = Element;
    }
  }

  /// The reads that finding a place takes: of subscripts, of what calls on the way are given.
  void subscripts(const Expr *E) {
    E = stripped(E);
    if (isa<DeclRefExpr>(E) || isa<CXXThisExpr>(E))
      return;
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return subscripts(M->getBase());
    if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(E))
      return M->isImplicitAccess() ? void() : subscripts(M->getBase());
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(E)) {
      subscripts(arrayOf(S));
      return value(subscriptOf(S));
    }
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && (U->getOpcode() == UO_Deref || U->getOpcode() == UO_AddrOf))
      return subscripts(U->getSubExpr());
    if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E); C && C->getNumArgs() >= 1 && leadsToElement(C->getOperator())) {
      subscripts(C->getArg(0));
      for (unsigned I = 1; I != C->getNumArgs(); ++I)
        value(C->getArg(I));
      return;
    }
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
      if (Finder.place(C).Kind != Place::Temporary || C->isGLValue()) {
        subscripts(C->getImplicitObjectArgument());
        for (const Expr *A : C->arguments())
          value(A);
        return;
      }
    }
    value(E);
  }

  static bool leadsToElement(OverloadedOperatorKind Op) {
    return Op == OO_Subscript || Op == OO_Call || Op == OO_Star || Op == OO_Arrow || Op == OO_LessLess || Op == OO_GreaterGreater;
  }

  void write(const Expr *E) {
    subscripts(E);
    add(AccessKind::Write, Finder.place(E), E);
  }

  void read(const Expr *E) {
    subscripts(E);
    add(AccessKind::Read, Finder.place(E), E);
  }

  void change(const Expr *E, const CallKnowledge &Callee) {
    subscripts(E);
    Place P = Finder.place(E);
    if (!knownSafeType(E->getType()))
      add(AccessKind::Change, P, E, {}, &Callee);
  }

  /// An expression evaluated for its value.
  void value(const Expr *E) {
    if (!E)
      return;
    if (const auto *C = dyn_cast<ExprWithCleanups>(E))
      return value(C->getSubExpr());
    E = E->IgnoreParens();
    if (const auto *Cast = dyn_cast<CastExpr>(E)) {
      bool OnlyAddress = Cast->getCastKind() == CK_ArrayToPointerDecay;
      return OnlyAddress ? subscripts(Cast->getSubExpr()) : value(Cast->getSubExpr());
    }
    if (const auto *D = dyn_cast<DeclRefExpr>(E)) {
      if (isa<VarDecl, BindingDecl>(D->getDecl()))
        read(E);
      else if (const auto *F = dyn_cast<FunctionDecl>(D->getDecl())) // somebody is going to call it
        callee(F, E->getExprLoc());
      return;
    }
    if (isa<MemberExpr, ArraySubscriptExpr, CXXDependentScopeMemberExpr>(E))
      return read(E);
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return unary(U);
    if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp()) {
      value(B->getRHS());
      return write(B->getLHS());
    }
    if (const auto *C = dyn_cast<CallExpr>(E))
      return call(C);
    if (const auto *C = dyn_cast<CXXConstructExpr>(E))
      return construct(C);
    if (const auto *L = dyn_cast<LambdaExpr>(E))
      return lambda(L);
    if (const auto *D = dyn_cast<CXXDeleteExpr>(E)) {
      value(D->getArgument());
      return add(AccessKind::Write, Finder.pointee(D->getArgument()), E);
    }
    if (isa<UnaryExprOrTypeTraitExpr, CXXThisExpr, CXXNoexceptExpr, RequiresExpr>(E))
      return;
    if (const auto *Comma = dyn_cast<BinaryOperator>(E); Comma && Comma->getOpcode() == BO_Comma) {
      statement(Comma->getLHS());
      return value(Comma->getRHS());
    }
    for (const Stmt *Child : E->children())
      isa_and_nonnull<Expr>(Child) ? value(cast<Expr>(Child)) : statement(Child);
  }

  void unary(const UnaryOperator *U) {
    if (U->isIncrementDecrementOp())
      return write(U->getSubExpr());
    if (U->getOpcode() == UO_Deref)
      return read(U);
    if (U->getOpcode() == UO_AddrOf)
      return subscripts(U->getSubExpr());
    value(U->getSubExpr());
  }

  void lambda(const LambdaExpr *L) {
    for (unsigned I = 0; I != L->capture_size(); ++I) {
      const LambdaCapture &C = *(L->capture_begin() + I);
      if (!C.capturesVariable())
        continue;
      const auto *V = dyn_cast<VarDecl>(C.getCapturedVar());
      if (V && V->isInitCapture())
        variable(V);
    }
    for (const ParmVarDecl *P : L->getCallOperator()->parameters())
      Result.Locals.insert(P);
    statement(L->getBody());
  }

  /// What has been read since, the callee may also change.
  void guess(size_t First, const CallKnowledge &Callee) {
    for (size_t I = First; I < Result.List.size(); ++I)
      if (Result.List[I].Kind == AccessKind::Read) {
        Result.List[I].IsGuess = true;
        Result.List[I].Callee = Callee.Name;
      }
  }

  /// Nobody knows yet what the callee takes: an object it is given it may change.
  void unresolved(const Expr *E, const CallKnowledge &Callee) {
    size_t First = Result.List.size();
    value(E);
    QualType T = E->getType();
    if (Callee.OnlyReads || Callee.AsksSize || (!E->isLValue() && !T->isDependentType() && !T->isRecordType() && !T->isAnyPointerType()))
      return;
    if (T->isAnyPointerType())
      add(AccessKind::Read, Finder.pointee(E), E);
    guess(First, Callee);
  }

  /// In a template, where no overload has been chosen yet: what any of them does.
  void candidates(const CallExpr *C, const OverloadExpr *Lookup, const CallKnowledge &Callee) {
    for (const NamedDecl *D : Lookup->decls()) {
      const FunctionDecl *F = D->getUnderlyingDecl()->getAsFunction();
      if (!F || F->getNumParams() < C->getNumArgs() || F->getMinRequiredArguments() > C->getNumArgs()) {
        if (F && F->isVariadic())
          arguments(C, 0, Callee);
        continue;
      }
      for (unsigned I = 0; I != C->getNumArgs(); ++I)
        argument(C->getArg(I), F->getParamDecl(I)->getType(), Callee);
      callee(F, C->getExprLoc());
    }
    if (llvm::any_of(Lookup->decls(), [](const NamedDecl *D) { return D->getUnderlyingDecl()->getAsFunction() == nullptr; }) || Lookup->getNumDecls() == 0)
      arguments(C, 0, Callee);
  }

  /// The object of a member that is given what depends on template arguments.
  void boundObject(const MemberExpr *M, const CallKnowledge &Callee) {
    const auto *Method = dyn_cast<CXXMethodDecl>(M->getMemberDecl());
    if (isa<CXXThisExpr>(stripped(M->getBase())) && visitsBody(Method))
      return; // callee() says what it does to our own members
    if (!Method)
      return value(M);
    if (Callee.AsksSize)
      return add(AccessKind::Size, Finder.place(M->getBase()), M->getBase());
    if (Method->isConst() || Method->isStatic() || Callee.GivesElement)
      return M->isArrow() ? readPointee(M->getBase()) : value(M->getBase());
    subscripts(M->getBase());
    add(AccessKind::Change, M->isArrow() ? Finder.pointee(M->getBase()) : Finder.place(M->getBase()), M->getBase(), {}, &Callee);
  }

  /// The object of a member that has not been chosen yet.
  void unresolvedObject(const UnresolvedMemberExpr *M, const CallKnowledge &Callee) {
    if (M->isImplicitAccess())
      return;
    const Expr *Object = M->getBase();
    auto Reads = [](const NamedDecl *D) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(D->getUnderlyingDecl()->getAsFunction());
      return Method && (Method->isConst() || Method->isStatic());
    };
    if (Callee.AsksSize)
      return add(AccessKind::Size, Finder.place(Object), Object);
    if (llvm::all_of(M->decls(), Reads) || Callee.GivesElement)
      return M->isArrow() ? readPointee(Object) : value(Object);
    subscripts(Object);
    add(AccessKind::Change, M->isArrow() ? Finder.pointee(Object) : Finder.place(Object), Object, {}, &Callee);
  }

  /// Something that is called, whose type depends on template arguments. It is taken to be the same after the call: nearly
  /// all function objects are.
  void unresolvedCallee(const CallExpr *C) {
    const Expr *E = stripped(C->getCallee());
    value(C->getCallee());
    const auto *D = dyn_cast<DeclRefExpr>(E);
    const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
    const auto *L = V && V->getInit() ? dyn_cast<LambdaExpr>(stripped(V->getInit())) : nullptr;
    if (L)
      callee(L->getCallOperator(), C->getExprLoc());
  }

  void argument(const Expr *E, QualType Parameter, const CallKnowledge &Callee) {
    if (const auto *L = dyn_cast<LambdaExpr>(stripped(E)))
      return lambda(L);
    if (Parameter.isNull() || Parameter->isDependentType())
      return unresolved(E, Callee);
    if (Callee.IsStdMember && StringRef(Callee.Name).contains("emplace"))
      return value(E); // handed on to a constructor of the element
    if (Parameter->isReferenceType()) {
      QualType Pointee = Parameter.getNonReferenceType();
      bool Changes = !Pointee.isConstQualified() && Parameter->isLValueReferenceType() && !Callee.OnlyReads;
      // An lvalue bound to T&& was moved, or forwarded by a function we know.
      bool Moves = Parameter->isRValueReferenceType() && !isa<MaterializeTemporaryExpr>(E->IgnoreParens()) && Finder.place(E).Kind != Place::Temporary &&
                   (!Callee.OnlyReads || isMoved(E));
      return Changes || Moves ? change(E, Callee) : value(E);
    }
    if (Parameter->isPointerType() && !Parameter->isFunctionPointerType() && !isa<StringLiteral>(stripped(E))) {
      bool Changes = !Parameter->getPointeeType().isConstQualified() && !Callee.OnlyReads;
      value(E);
      Place P = Finder.pointee(E);
      const auto *U = dyn_cast<UnaryOperator>(stripped(E));
      bool IsOneObject = U && U->getOpcode() == UO_AddrOf;
      if (!IsOneObject && !P.Path.empty())
        P.Path.back().Anywhere = true;
      return add(Changes ? AccessKind::Change : AccessKind::Read, P, E, {}, &Callee);
    }
    if (const Expr *Container = rangeAccess(E); Container && !Callee.OnlyReads)
      return change(Container, Callee);
    if (isIterator(Parameter) && !Callee.OnlyReads) {
      value(E);
      Place P = Finder.pointee(E);
      if (!P.Path.empty())
        P.Path.back().Anywhere = true;
      return add(AccessKind::Change, P, E, {}, &Callee);
    }
    value(E);
  }

  static bool isMoved(const Expr *E) {
    const auto *C = dyn_cast<CallExpr>(stripped(E));
    return C && isStd(C->getDirectCallee(), "move");
  }

  /// A class through which a callee can change what it does not own.
  static bool isIterator(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition() || !R->getIdentifier())
      return false;
    return R->getName() == "span" || !R->lookup(&R->getASTContext().Idents.get("iterator_category")).empty();
  }

  /// `v` in `v.begin()`, `v.end()`, `v.data()`, `std::begin(v)`, `v.begin() + k`, where v is not const.
  static const Expr *rangeAccess(const Expr *E) {
    E = stripped(E);
    if (const auto *Sum = dyn_cast<CXXOperatorCallExpr>(E);
        Sum && (Sum->getOperator() == OO_Plus || Sum->getOperator() == OO_Minus))
      return rangeAccess(Sum->getArg(0));
    const Expr *Object = nullptr;
    const FunctionDecl *F = nullptr;
    if (const auto *C = dyn_cast<CXXMemberCallExpr>(E)) {
      Object = C->getImplicitObjectArgument();
      F = C->getMethodDecl();
    } else if (const auto *Free = dyn_cast<CallExpr>(E); Free && Free->getNumArgs() == 1) {
      Object = Free->getArg(0);
      F = Free->getDirectCallee();
    }
    if (!Object || !F || !F->getIdentifier() || Object->getType().isConstQualified())
      return nullptr;
    return isIteratorAccessor(F->getName()) ? Object : nullptr;
  }

  void call(const CallExpr *C) {
    CallKnowledge Callee = knowledgeOf(C);
    if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(C))
      return operatorCall(Op, Callee);
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C))
      object(M, Callee);
    else if (const auto *D = dyn_cast<CXXDependentScopeMemberExpr>(C->getCallee()->IgnoreParens()))
      dependentObject(D, Callee);
    else if (const auto *Member = dyn_cast<MemberExpr>(C->getCallee()->IgnoreParens()))
      boundObject(Member, Callee);
    else if (const auto *U = dyn_cast<UnresolvedMemberExpr>(C->getCallee()->IgnoreParens()))
      unresolvedObject(U, Callee);
    else if (!C->getDirectCallee() && !isa<OverloadExpr>(C->getCallee()->IgnoreParens()))
      unresolvedCallee(C);
    if (Callee.AsksSize && !isa<CXXMemberCallExpr>(C) && C->getNumArgs() == 1) { // std::size(v)
      subscripts(C->getArg(0));
      return add(AccessKind::Size, Finder.place(C->getArg(0)), C->getArg(0));
    }
    if (const auto *Lookup = dyn_cast<OverloadExpr>(C->getCallee()->IgnoreParens()))
      return candidates(C, Lookup, Callee);
    arguments(C, 0, Callee);
    if (Callee.IsPrint) {
      Access Print;
      Print.Kind = AccessKind::Change;
      Print.Place.Kind = Place::Unknown;
      Print.Where = C->getCallee();
      Print.IsOutput = true;
      Result.List.push_back(std::move(Print));
    }
    const auto *Bound = dyn_cast<MemberExpr>(C->getCallee()->IgnoreParens());
    bool OnThis = Bound && isa<CXXThisExpr>(stripped(Bound->getBase())) && visitsBody(dyn_cast<CXXMethodDecl>(Bound->getMemberDecl()));
    callee(C->getDirectCallee(), C->getExprLoc(), OnThis);
  }

  /// Whether the body that will run is the one we see.
  bool visitsBody(const CXXMethodDecl *M) const {
    return M && M->hasBody() && !M->isVirtual() && !M->isStatic() && !M->isDependentContext() &&
           !Context.getSourceManager().isInSystemHeader(M->getLocation());
  }

  void arguments(const CallExpr *C, unsigned First, const CallKnowledge &Callee) {
    const FunctionDecl *F = C->getDirectCallee();
    unsigned Shift = isa<CXXOperatorCallExpr>(C) && F && isa<CXXMethodDecl>(F) ? 1 : 0;
    for (unsigned I = First; I < C->getNumArgs(); ++I) {
      QualType Parameter;
      if (F && I >= Shift && I - Shift < F->getNumParams())
        Parameter = F->getParamDecl(I - Shift)->getType();
      argument(C->getArg(I), Parameter, Callee);
    }
  }

  void object(const CXXMemberCallExpr *C, const CallKnowledge &Callee) {
    const Expr *Object = C->getImplicitObjectArgument();
    const CXXMethodDecl *Method = C->getMethodDecl();
    if (Callee.AsksSize) {
      subscripts(Object);
      return add(AccessKind::Size, Finder.place(Object), Object);
    }
    if (isa<CXXThisExpr>(stripped(Object)) && visitsBody(Method))
      return; // callee() says what it does to our own members
    bool Reads = !Method || Method->isConst() || Method->isStatic() || Callee.OnlyReads;
    if (C->isGLValue() && (Reads || Callee.GivesElement)) // v.at(i) used for its value
      return read(C);
    if (Reads || Callee.GivesElement)
      return Object->getType()->isPointerType() ? readPointee(Object) : value(Object);
    if (Object->getType()->isPointerType()) {
      subscripts(Object);
      return add(AccessKind::Change, Finder.pointee(Object), Object, {}, &Callee);
    }
    change(Object, Callee);
  }

  /// `p` and what it leads to.
  void readPointee(const Expr *Pointer) {
    read(Pointer);
    if (!isa<CXXThisExpr>(stripped(Pointer)))
      add(AccessKind::Read, Finder.pointee(Pointer), Pointer);
  }

  void dependentObject(const CXXDependentScopeMemberExpr *D, const CallKnowledge &Callee) {
    if (D->isImplicitAccess())
      return;
    if (Callee.AsksSize)
      return add(AccessKind::Size, Finder.place(D->getBase()), D->getBase());
    if (!isMutatorName(Callee.Name)) {
      size_t First = Result.List.size();
      D->isArrow() ? readPointee(D->getBase()) : value(D->getBase());
      return Callee.GivesElement ? void() : guess(First, Callee);
    }
    subscripts(D->getBase());
    add(AccessKind::Change, Finder.place(D->getBase()), D->getBase(), {}, &Callee);
  }

  void operatorCall(const CXXOperatorCallExpr *C, const CallKnowledge &Callee) {
    const FunctionDecl *F = C->getDirectCallee();
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    if (C->isAssignmentOp() || C->getOperator() == OO_PlusPlus || C->getOperator() == OO_MinusMinus) {
      if (C->getNumArgs() > 1)
        arguments(C, 1, Callee);
      if (!knownSafeType(C->getArg(0)->getType()))
        write(C->getArg(0));
      return;
    }
    switch (C->getOperator()) {
    case OO_Subscript:
      if (isStd(Method) && !Method->isConst() && containerKind(C->getArg(0)->getType()) == ContainerKind::Keyed)
        change(C->getArg(0), Callee); // inserts what is not there
      return read(C);
    case OO_Star:
    case OO_Arrow:
      return read(C);
    case OO_Call:
      if (C->isGLValue())
        return read(C);
      if (Method && !Method->isConst() && !Method->isStatic())
        change(C->getArg(0), Callee);
      else
        value(C->getArg(0));
      arguments(C, 1, Callee);
      return callee(F, C->getExprLoc());
    default:
      break;
    }
    if (Method && !Method->isConst())
      change(C->getArg(0), Callee);
    else if (!Method)
      return arguments(C, 0, Callee), callee(F, C->getExprLoc());
    else
      value(C->getArg(0));
    arguments(C, 1, Callee);
    callee(F, C->getExprLoc());
  }

  void construct(const CXXConstructExpr *C) {
    CallKnowledge Callee;
    Callee.Name = C->getConstructor()->getParent()->getName().str();
    Callee.OnlyReads = isStd(C->getConstructor());
    for (unsigned I = 0; I != C->getNumArgs(); ++I) {
      QualType Parameter = I < C->getConstructor()->getNumParams() ? C->getConstructor()->getParamDecl(I)->getType() : QualType();
      argument(C->getArg(I), Parameter, Callee);
    }
  }

  /// What a callee whose body is visible does to globals; and a lambda to what it captured.
  void callee(const FunctionDecl *F, SourceLocation Call, bool OnThis = false) {
    const FunctionDecl *Definition = nullptr;
    if (!F || !F->hasBody(Definition) || !Callees.insert(Definition).second)
      return;
    if (Context.getSourceManager().isInSystemHeader(Definition->getLocation()))
      return;
    llvm::SaveAndRestore<SourceLocation> Saved(Through, Through.isValid() ? Through : Call);
    size_t First = Result.List.size();
    auto OurLocals = Result.Locals; // a recursive callee has the same variables, but not the same objects
    statement(Definition->getBody());
    std::swap(Result.Locals, OurLocals);
    const auto *Method = dyn_cast<CXXMethodDecl>(Definition);
    bool IsLambda = Method && Method->getParent()->isLambda();
    auto Concerns = [&](const Access &A) {
      if (A.Place.Kind != Place::Variable)
        return (IsLambda || OnThis) && A.Place.Kind == Place::This;
      const auto *V = dyn_cast<VarDecl>(A.Place.Root);
      if (!V || V->getType().isConstQualified() || V->isConstexpr() || (IsLambda && OurLocals.contains(V) && !Result.Locals.contains(V)))
        return V && V->isStaticLocal() && !V->getType().isConstQualified() && A.writes();
      return V->hasGlobalStorage() || (IsLambda && !isa<ParmVarDecl>(V)) || (IsLambda && V->getDeclContext() != Definition);
    };
    Result.List.erase(std::remove_if(Result.List.begin() + First, Result.List.end(), [&](const Access &A) { return !Concerns(A); }),
                      Result.List.end());
  }

  const ASTContext &Context;
  Accesses &Result;
  PlaceFinder Finder;
  SourceLocation Through;
  llvm::DenseSet<const FunctionDecl *> Callees;
};
} // namespace

Accesses xfork::collectAccesses(const ASTContext &Context, const Stmt *Code, LoopElement Element) {
  Accesses Result;
  Collector(Context, Result, Element).statement(Code);
  return Result;
}

std::string xfork::spelled(const Access &A, const SourceText &Source) {
  if (isa<CXXThisExpr>(A.Where))
    return "*this";
  if (std::optional<Span> Where = Source.span(A.Where->getSourceRange()))
    return Source.text(*Where).str();
  return A.Place.Root ? A.Place.Root->getNameAsString() : "this";
}

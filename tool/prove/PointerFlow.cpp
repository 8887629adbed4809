#include "prove/PointerFlow.h"
#include "analyse/Place.h"
#include "prove/StandardLibrary.h"
#include "prove/SwapPattern.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

/// Calls are followed this deep, and so many in all; beyond it, a callee counts as one that is not seen.
static constexpr unsigned DeepestCall = 6, MostCalls = 400;

const void *xfork::thisKey() {
  static const char Key = 0;
  return &Key;
}

static bool mayLeadElsewhere(QualType T, unsigned Depth) {
  if (!T.isNull() && T->isTemplateTypeParmType()) // taken for a value, as by Walker::guess()
    return false;
  if (T.isNull() || T->isDependentType() || Depth > 6)
    return true;
  if (T->isReferenceType() || (T->isAnyPointerType() && !T->isFunctionPointerType()))
    return true;
  if (T->isArrayType())
    return mayLeadElsewhere(QualType(T->getArrayElementTypeNoTypeQual(), 0), Depth);
  const CXXRecordDecl *R = T->getAsCXXRecordDecl();
  if (!R || !R->hasDefinition())
    return R != nullptr;
  ContainerKind Kind = containerKind(T);
  bool Owns = Kind == ContainerKind::Sequence || Kind == ContainerKind::Keyed;
  if (Kind == ContainerKind::Bits || (isStd(R) && R->getIdentifier() && R->getName().contains("stream")))
    return false;
  if (const auto *Container = Owns ? dyn_cast<ClassTemplateSpecializationDecl>(R) : nullptr) {
    // What follows the elements are allocators and comparisons.
    llvm::ArrayRef<TemplateArgument> Arguments = Container->getTemplateArgs().asArray();
    return llvm::any_of(Arguments.take_front(Kind == ContainerKind::Keyed ? 2 : 1), [&](const TemplateArgument &A) {
      return A.getKind() == TemplateArgument::Type && mayLeadElsewhere(A.getAsType(), Depth + 1);
    });
  }
  return llvm::any_of(R->bases(), [&](const CXXBaseSpecifier &B) { return mayLeadElsewhere(B.getType(), Depth + 1); }) ||
         llvm::any_of(R->fields(), [&](const FieldDecl *F) { return mayLeadElsewhere(F->getType(), Depth + 1); });
}

bool xfork::mayLeadElsewhere(QualType T) { return ::mayLeadElsewhere(T, 0); }

namespace {
class Collector : public RecursiveASTVisitor<Collector> {
public:
  Collector(const ASTContext &Context, PointerFlow &Out) : Context(Context), Out(Out) {}

  void run(const FunctionDecl *F) {
    for (const ParmVarDecl *P : F->parameters())
      Out.Block[P] = F->getBody();
    Frames.push_back({F, 0, {{{{0, thisKey()}}, true}}, resultOf(F)});
    for (const ParmVarDecl *P : F->parameters())
      standsForItself(P);
    behind({{0, thisKey()}}, nullptr);
    TraverseStmt(F->getBody());
    Out.Contexts = Calls + 1;
  }

  // --- What a statement does

  bool VisitVarDecl(VarDecl *V) {
    if (!V->getInit() || V->getType()->isDependentType())
      return !V->getInit() || (initialise(cellOf(V), V->getInit(), V->getType()), true);
    initialise(cellOf(V), V->getInit(), V->getType());
    if (const auto *D = dyn_cast<DecompositionDecl>(V))
      for (const BindingDecl *B : D->bindings())
        flow({{cellOf(V), true}}, cellOf(B), V->getInit());
    return true;
  }
  bool VisitCXXForRangeStmt(CXXForRangeStmt *For) {
    if (const VarDecl *V = For->getLoopVariable(); mayLeadElsewhere(V->getType()))
      flow(addressOf(For->getRangeInit()), cellOf(V), For->getRangeInit());
    return true;
  }
  bool VisitCompoundStmt(CompoundStmt *Block) {
    for (const Swap &S : swapsByHand(Block)) {
      swap(S.First, S.Second, S.Steps[1]);
      Skipped.insert(S.Steps[1]);
      Skipped.insert(S.Steps[2]);
    }
    for (const Stmt *Child : Block->body())
      if (const auto *D = dyn_cast<DeclStmt>(Child))
        for (const Decl *Declared : D->decls())
          if (const auto *V = dyn_cast<VarDecl>(Declared))
            Out.Block[V->getCanonicalDecl()] = Block;
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *B) {
    if (B->getOpcode() == BO_Assign && mayLeadElsewhere(B->getLHS()->getType()) && !Skipped.contains(B))
      store(B->getLHS(), valueOf(B->getRHS()), B), disturb(B->getLHS());
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *U) {
    if (U->getOpcode() == UO_AddrOf)
      disturb(U->getSubExpr());
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *R) {
    const Frame &F = Frames.back();
    if (!R->getRetValue() || !F.Function || !mayLeadElsewhere(F.Function->getReturnType()))
      return true;
    initialise(F.Result, R->getRetValue(), F.Function->getReturnType());
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *L) {
    const CXXMethodDecl *Operator = L->getCallOperator();
    unsigned I = 0;
    for (const LambdaCapture &C : L->captures()) {
      const Expr *Init = I < L->capture_size() ? *(L->capture_init_begin() + I) : nullptr;
      ++I;
      if (!C.capturesVariable()) {
        flow(Frames.back().This, made(L), L);
        continue;
      }
      const ValueDecl *V = C.getCapturedVar();
      const auto *Variable = dyn_cast<VarDecl>(V);
      if (Variable && Variable->isInitCapture())
        VisitVarDecl(const_cast<VarDecl *>(Variable));
      flow({{cellOf(V), C.getCaptureKind() == LCK_ByRef}}, made(L), Init ? Init : L);
    }
    if (L->isGenericLambda()) // what is called is an instance, of which this is the pattern
      for (const ParmVarDecl *P : Operator->parameters())
        standsForItself(P);
    Frames.push_back({Operator, 0, Frames.back().This, resultOf(Operator)});
    TraverseStmt(L->getBody());
    Frames.pop_back();
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *C) {
    const CXXConstructorDecl *F = C->getConstructor();
    FlowCell Made = made(C);
    if (C->getNumArgs() == 0 && F->isImplicit())
      return true;
    bool IsPlainCopy = F->isCopyOrMoveConstructor() && (F->isImplicit() || F->isDefaulted() || isStd(F));
    if (IsPlainCopy && C->getNumArgs() >= 1) {
      flow(valueOf(C->getArg(0)), Made, C);
      return true;
    }
    if (!mayLeadElsewhere(C->getType()))
      return true;
    if (follows(F))
      follow(F, {C->getArgs(), C->getNumArgs()}, {{Made, true}}, Made);
    else
      for (const Expr *A : C->arguments())
        flow(handed(A), held(Made, C->getType()), A);
    return true;
  }
  bool VisitCallExpr(CallExpr *C) {
    call(C);
    return true;
  }

private:
  struct Frame {
    const FunctionDecl *Function = nullptr;
    unsigned Context = 0;
    FlowSources This;
    FlowCell Result;
  };

  // --- Cells

  unsigned contextOf(const ValueDecl *D) const {
    for (const Frame &F : llvm::reverse(Frames))
      if (F.Function == D->getDeclContext())
        return F.Context;
    return 0;
  }

  FlowCell cellOf(const ValueDecl *D) {
    D = cast<ValueDecl>(D->getCanonicalDecl());
    const auto *V = dyn_cast<VarDecl>(D);
    bool IsGlobal = V && V->hasGlobalStorage();
    FlowCell Cell{{IsGlobal ? 0 : contextOf(D), D}};
    if (IsGlobal || (V && !isa<ParmVarDecl>(V) && !V->isLocalVarDecl()))
      behind(Cell, nullptr);
    return Cell;
  }
  FlowCell made(const Expr *E) const { return {{Frames.back().Context, E}}; }
  /// A variable that gets another value than by its declaration or a swap.
  void disturb(const Expr *E) {
    if (const auto *D = dyn_cast<DeclRefExpr>(bare(E)))
      Out.Disturbed.insert(cast<ValueDecl>(D->getDecl()->getCanonicalDecl()));
  }
  static FlowCell resultOf(const FunctionDecl *F) { return {{0, F->getCanonicalDecl()}}; }

  /// It leads somewhere that nothing else is known to lead to.
  void behind(const FlowCell &C, const Expr *At) {
    FlowObject O = C.Of;
    O.IsBehind = true;
    Out.Graph.leads(C, O, At);
    Out.WithoutSwaps.leads(C, O, At);
  }
  void standsForItself(const ValueDecl *D) { behind({{0, D->getCanonicalDecl()}}, nullptr); }

  void flow(const FlowSources &From, const FlowCell &To, const Expr *At) {
    Out.Graph.flow(From, To, At);
    Out.WithoutSwaps.flow(From, To, At);
  }
  /// Into a member of what the source leads to, or into the source itself if it is a place.
  void flowInto(const FlowSources &From, const FlowSource &Place, FlowGraph::Member Into, const Expr *At) {
    if (Place.TakesAddress)
      return flow(From, Place.From.Field ? Place.From : FlowCell{Place.From.Of, Into.Field, Into.IsAny}, At);
    Out.Graph.flowThrough(From, Place.From, Into, At);
    Out.WithoutSwaps.flowThrough(From, Place.From, Into, At);
  }

  // --- Where an expression leads

  FlowSources both(const Expr *A, const Expr *B, bool IsPlace) {
    FlowSources Result = IsPlace ? addressOf(A) : valueOf(A);
    llvm::append_range(Result, IsPlace ? addressOf(B) : valueOf(B));
    return Result;
  }

  /// What the sources lead to holds.
  static FlowSources stored(FlowSources From, bool IsBehind = true) {
    for (FlowSource &S : From)
      S.Follows |= IsBehind;
    return From;
  }

  static FlowSources member(FlowSources Base, const ValueDecl *Field) {
    for (FlowSource &S : Base) {
      S.TakesAddress = false;
      if (!S.From.Field)
        S.From.Field = Field;
    }
    return Base;
  }

  static bool isReference(const ValueDecl *D) { return D->getType()->isReferenceType(); }
  static bool isArray(const Expr *E) { return !E->getType().isNull() && E->getType()->isArrayType(); }

  /// Of a place: what a reference to it would lead to.
  FlowSources addressOf(const Expr *E) {
    E = bare(E);
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      return isa<VarDecl, BindingDecl>(D->getDecl()) ? FlowSources{{cellOf(D->getDecl()), !isReference(D->getDecl())}} : FlowSources();
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      if (isa<VarDecl>(M->getMemberDecl()))
        return {{cellOf(M->getMemberDecl()), true}};
      if (isReference(M->getMemberDecl()))
        return valueOf(E);
      FlowSources Whole = M->isArrow() ? valueOf(M->getBase()) : addressOf(M->getBase()), Part = member(Whole, M->getMemberDecl());
      llvm::append_range(Whole, Part);
      return Whole;
    }
    if (const auto *M = dyn_cast<CXXDependentScopeMemberExpr>(E))
      return M->isImplicitAccess() ? Frames.back().This : M->isArrow() ? valueOf(M->getBase()) : addressOf(M->getBase());
    if (const auto *S = dyn_cast<ArraySubscriptExpr>(E))
      return isArray(bare(S->getBase())) ? addressOf(S->getBase()) : valueOf(S->getBase());
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return U->getOpcode() == UO_Deref ? valueOf(U->getSubExpr()) : addressOf(U->getSubExpr());
    if (const auto *C = dyn_cast<AbstractConditionalOperator>(E))
      return both(C->getTrueExpr(), C->getFalseExpr(), true);
    if (const auto *B = dyn_cast<BinaryOperator>(E))
      return addressOf(B->getOpcode() == BO_Comma ? B->getRHS() : B->getLHS());
    if (isa<CallExpr>(E) && E->isGLValue())
      return {{made(E), false}};
    return valueOf(E);
  }

  FlowSources valueOf(const Expr *E) {
    E = bare(E);
    if (isArray(E) && isa<DeclRefExpr, MemberExpr, ArraySubscriptExpr, UnaryOperator, AbstractConditionalOperator>(E))
      return addressOf(E);
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      return isa<VarDecl, BindingDecl>(D->getDecl()) ? FlowSources{{cellOf(D->getDecl()), false}} : FlowSources();
    if (isa<CXXThisExpr>(E))
      return Frames.back().This;
    if (const auto *M = dyn_cast<MemberExpr>(E)) {
      if (isa<VarDecl>(M->getMemberDecl()))
        return {{cellOf(M->getMemberDecl()), false}};
      FlowSources Base = M->isArrow() ? valueOf(M->getBase()) : addressOf(M->getBase());
      return member(std::move(Base), M->getMemberDecl());
    }
    if (isa<CXXDependentScopeMemberExpr, ArraySubscriptExpr>(E)) {
      FlowSources Result = addressOf(E);
      for (FlowSource &S : Result) // what is stored there
        S.Follows = !std::exchange(S.TakesAddress, E->isTypeDependent() && S.TakesAddress);
      return Result;
    }
    if (const auto *U = dyn_cast<UnaryOperator>(E))
      return U->getOpcode() == UO_AddrOf ? addressOf(U->getSubExpr()) : stored(valueOf(U->getSubExpr()), U->getOpcode() == UO_Deref);
    if (const auto *C = dyn_cast<AbstractConditionalOperator>(E))
      return both(C->getTrueExpr(), C->getFalseExpr(), false);
    if (const auto *B = dyn_cast<BinaryOperator>(E)) {
      if (B->getOpcode() == BO_Comma || B->getOpcode() == BO_Assign)
        return valueOf(B->getRHS());
      return both(B->getLHS(), B->getRHS(), false); // a pointer and a distance, in either order
    }
    if (isa<CXXNewExpr>(E)) {
      behind(made(E), E);
      return {{made(E), false}};
    }
    if (isa<CallExpr, LambdaExpr, CXXConstructExpr>(E))
      return {{made(E), false}};
    if (const auto *List = dyn_cast<InitListExpr>(E)) {
      initialise(made(E), List, E->getType());
      return {{made(E), false}};
    }
    FlowSources Result;
    for (const Stmt *Child : E->children())
      if (const auto *Sub = dyn_cast_or_null<Expr>(Child); Sub && mayLeadElsewhere(Sub->getType()))
        llvm::append_range(Result, valueOf(Sub));
    return Result;
  }

  /// Through parentheses, casts and temporaries, but not copies.
  static const Expr *bare(const Expr *E) {
    while (true) {
      const Expr *Inner = E->IgnoreParenCasts();
      if (const auto *Full = dyn_cast<FullExpr>(Inner))
        Inner = Full->getSubExpr();
      else if (const auto *T = dyn_cast<MaterializeTemporaryExpr>(Inner))
        Inner = T->getSubExpr();
      else if (const auto *B = dyn_cast<CXXBindTemporaryExpr>(Inner))
        Inner = B->getSubExpr();
      else if (const auto *D = dyn_cast<CXXDefaultArgExpr>(Inner))
        Inner = D->getExpr();
      if (Inner == E)
        return E;
      E = Inner;
    }
  }

  // --- Stores

  void initialise(const FlowCell &To, const Expr *Init, QualType T) {
    if (!Init)
      return;
    if (T->isReferenceType()) {
      if (!T->getPointeeType().isConstQualified())
        disturb(Init);
      return flow(addressOf(Init), To, Init);
    }
    const auto *List = dyn_cast<InitListExpr>(bare(Init));
    if (!List) {
      if (mayLeadElsewhere(T))
        flow(valueOf(Init), To, Init);
      return;
    }
    const RecordDecl *R = List->getType().isNull() ? nullptr : List->getType()->getAsRecordDecl();
    const auto *Class = dyn_cast_or_null<CXXRecordDecl>(R);
    auto Field = R ? R->field_begin() : RecordDecl::field_iterator();
    unsigned Bases = Class && Class->hasDefinition() ? Class->getNumBases() : 0;
    for (unsigned I = 0; I != List->getNumInits(); ++I) {
      bool IsField = R && I >= Bases && Field != R->field_end();
      QualType Type = IsField ? Field->getType() : List->getInit(I)->getType();
      initialise(IsField && !To.Field ? FlowCell{To.Of, *Field} : To, List->getInit(I), Type);
      if (IsField)
        ++Field;
    }
  }

  void store(const Expr *Target, const FlowSources &Value, const Expr *At) {
    const auto *M = dyn_cast<MemberExpr>(bare(Target));
    const ValueDecl *Field = M && !isa<VarDecl>(M->getMemberDecl()) && !isReference(M->getMemberDecl()) ? M->getMemberDecl() : nullptr;
    FlowSources Places = !Field ? addressOf(Target) : M->isArrow() ? valueOf(M->getBase()) : addressOf(M->getBase());
    for (const FlowSource &S : Places)
      flowInto(Value, S, {Field}, At);
  }

  void swap(const VarDecl *A, const VarDecl *B, const Expr *At) {
    FlowSources ToA{{cellOf(B), false}}, ToB{{cellOf(A), false}};
    Out.Graph.flow(ToA, cellOf(A), At);
    Out.Graph.flow(ToB, cellOf(B), At);
    A = A->getCanonicalDecl(), B = B->getCanonicalDecl();
    unsigned &GroupA = Out.Turns[A];
    if (GroupA == 0)
      GroupA = ++Groups;
    unsigned From = Out.Turns.lookup(B), To = Out.Turns[A];
    Out.Turns[B] = To;
    if (From != 0)
      for (auto &[V, Group] : Out.Turns)
        if (Group == From)
          Group = To;
  }

  // --- Calls

  bool follows(const FunctionDecl *F) {
    const FunctionDecl *Definition = nullptr;
    if (!F || !F->hasBody(Definition) || Frames.size() > DeepestCall || Calls >= MostCalls)
      return false;
    const auto *M = dyn_cast<CXXMethodDecl>(F);
    if ((M && M->isVirtual() && !M->hasAttr<FinalAttr>()) || Context.getSourceManager().isInSystemHeader(Definition->getLocation()))
      return false;
    return llvm::none_of(Frames, [&](const Frame &A) { return A.Function == Definition; });
  }

  void follow(const FunctionDecl *F, llvm::ArrayRef<const Expr *> Arguments, FlowSources This, FlowCell Result) {
    const FunctionDecl *Definition = nullptr;
    F->hasBody(Definition);
    Frame Callee{Definition, ++Calls, std::move(This), Result};
    for (unsigned I = 0; I < Arguments.size() && I < Definition->getNumParams(); ++I) {
      const ParmVarDecl *P = Definition->getParamDecl(I);
      initialise({{Callee.Context, P->getCanonicalDecl()}}, Arguments[I], P->getType());
    }
    Frames.push_back(std::move(Callee));
    if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Definition))
      for (const CXXCtorInitializer *Init : Constructor->inits())
        memberInitialiser(Init);
    TraverseStmt(Definition->getBody());
    Frames.pop_back();
  }

  void memberInitialiser(const CXXCtorInitializer *Init) {
    if (!Init->getInit())
      return;
    TraverseStmt(Init->getInit());
    for (const FlowSource &S : Frames.back().This)
      if (const FieldDecl *Field = Init->getAnyMember())
        initialise(S.From.Field ? S.From : FlowCell{S.From.Of, Field}, Init->getInit(), Field->getType());
      else if (isa<CXXConstructExpr>(bare(Init->getInit()))) // a base, or another constructor: the same object
        flow(valueOf(Init->getInit()), S.From, Init->getInit());
  }

  /// Into which cell of an object goes what a callee keeps there, nobody knows in which member.
  static FlowCell held(FlowCell Whole, QualType T) {
    Whole.IsAnyMember = !T.isNull() && T->isRecordType() && !isIteratorClass(T);
    return Whole;
  }

  /// What a callee gets by an argument: the object, if it is one.
  FlowSources handed(const Expr *A) { return stored(A->isGLValue() || bare(A)->isGLValue() ? addressOf(A) : valueOf(A)); }

  void call(const CallExpr *C) {
    const FunctionDecl *F = C->getDirectCallee();
    llvm::SmallVector<const Expr *, 6> Arguments(C->arguments());
    FlowSources This;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
      const Expr *Object = M->getImplicitObjectArgument();
      This = Object->getType()->isPointerType() ? valueOf(Object) : addressOf(Object);
    } else if (isa<CXXOperatorCallExpr>(C) && Method && !Method->isStatic()) {
      This = addressOf(Arguments.front());
      if (Method->getParent()->isLambda())
        return callLambda(C, Method);
      bool Assigns = cast<CXXOperatorCallExpr>(C)->getOperator() == OO_Equal;
      if (Assigns && (Method->isDefaulted() || isStd(Method) || !follows(F))) {
        store(Arguments[0], valueOf(Arguments[1]), C);
        return flow(This, made(C), C);
      }
      Arguments.erase(Arguments.begin());
    }
    if (std::optional<std::pair<const VarDecl *, const VarDecl *>> Pair = swappedPointers(C))
      return swap(Pair->first, Pair->second, C);
    if (follows(F))
      return follow(F, Arguments, This, made(C));
    unseen(C, Arguments, This);
  }

  void callLambda(const CallExpr *C, const CXXMethodDecl *Operator) {
    for (unsigned I = 1; I < C->getNumArgs() && I <= Operator->getNumParams(); ++I)
      initialise(cellOf(Operator->getParamDecl(I - 1)), C->getArg(I), Operator->getParamDecl(I - 1)->getType());
    if (mayLeadElsewhere(C->getCallReturnType(Context)))
      flow({{resultOf(Operator), false}}, made(C), C);
  }

  enum class Stores { Nothing, IntoPointer, IntoObject };

  /// It may give back what it is given, and store it where it may write.
  void unseen(const CallExpr *C, llvm::ArrayRef<const Expr *> Arguments, const FlowSources &This) {
    const FunctionDecl *F = C->getDirectCallee();
    QualType Given = C->isTypeDependent() ? QualType() : C->getCallReturnType(Context);
    if (isAllocation(F)) {
      behind(made(C), C);
      if (Given.isNull() || !Given->isRecordType() || !leadsOnward(Given))
        return;
      for (const Expr *A : Arguments) // what it makes may keep them
        flow(handed(A), held(made(C), Given), A);
      return;
    }
    std::vector<std::pair<FlowSources, Stores>> Values;
    if (!This.empty())
      Values.push_back({This, isConstCall(F) ? Stores::Nothing : Stores::IntoObject});
    if (!F)
      Values.push_back({handed(C->getCallee()), Stores::Nothing});
    for (const Expr *A : Arguments) {
      QualType T = bare(A)->getType();
      bool IsPointer = !T.isNull() && (T->isAnyPointerType() || T->isArrayType());
      QualType Pointee = IsPointer ? (T->isArrayType() ? QualType(T->getArrayElementTypeNoTypeQual(), 0) : T->getPointeeType()) : T;
      bool IsPlace = A->isGLValue() || IsPointer;
      bool MayStore = IsPlace && !Pointee.isNull() && !Pointee->isDependentType() && !Pointee.isConstQualified() && mayLeadElsewhere(Pointee);
      if (!IsPlace && !mayLeadElsewhere(A->getType()))
        continue;
      bool IsObject = !Pointee.isNull() && Pointee->isRecordType() && !isIteratorClass(Pointee);
      Values.push_back({handed(A), !MayStore ? Stores::Nothing : IsObject ? Stores::IntoObject : Stores::IntoPointer});
      if (MayStore)
        disturb(A);
      if (const auto *L = dyn_cast<LambdaExpr>(bare(A))) // called with what the others lead to
        for (const ParmVarDecl *P : L->getCallOperator()->parameters())
          for (const Expr *Other : Arguments)
            if (Other != A)
              flow(handed(Other), cellOf(P), C);
    }
    bool IsStore = Values.size() > 1;
    for (size_t I = 0; IsStore && I != Values.size(); ++I)
      if (Values[I].second != Stores::Nothing)
        for (size_t J = 0; J != Values.size(); ++J)
          if (I != J)
            for (const FlowSource &Into : Values[I].first)
              flowInto(Values[J].first, Into, {nullptr, Values[I].second == Stores::IntoObject}, C);
    bool IsHolder = !Given.isNull() && (Given->isReferenceType() || Given->isPointerType() || isViewOf(Given));
    if (Given.isNull() || IsHolder)
      for (const auto &[Value, MayStore] : Values)
        flow(Value, held(made(C), Given), C);
    if (Given.isNull() || Given->isReferenceType() || mayLeadElsewhere(Given))
      behind(made(C), C);
  }

  /// A smart pointer to something that leads elsewhere.
  static bool leadsOnward(QualType T) {
    const auto *Template = dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsCXXRecordDecl());
    return !Template || mayLeadElsewhere(Template->getTemplateArgs()[0].getAsType());
  }

  static bool isConstCall(const FunctionDecl *F) {
    const auto *M = dyn_cast_or_null<CXXMethodDecl>(F);
    return !M || M->isConst() || M->isStatic() || (isStd(M) && !mayLeadElsewhere(M->getFunctionObjectParameterType()));
  }

  /// Given by value, and yet not a thing of its own: spans, iterators, structs of pointers.
  static bool isViewOf(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    if (!R || !R->hasDefinition() || !mayLeadElsewhere(T))
      return false;
    return isStd(R) ? containerKind(T) != ContainerKind::Sequence && containerKind(T) != ContainerKind::Keyed
                    : R->hasTrivialDestructor();
  }

  const ASTContext &Context;
  PointerFlow &Out;
  std::vector<Frame> Frames;
  llvm::DenseSet<const Stmt *> Skipped;
  unsigned Calls = 0, Groups = 0;
};
} // namespace

PointerFlow xfork::collectPointerFlow(const FunctionDecl *Function, const ASTContext &Context) {
  PointerFlow Result;
  if (Function && Function->getBody())
    Collector(Context, Result).run(Function);
  return Result;
}

#include "analyse/CallFacts.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Captures.h"
#include "analyse/ForkScope.h"
#include "analyse/JoinPlacement.h"
#include "analyse/TaskEffects.h"
#include "analyse/Uses.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace xfork;

namespace {
class CallAnalyser {
public:
  CallAnalyser(const Site &S, const std::vector<Site> &All, const ASTContext &Context, const SourceText &Source)
      : S(S), All(All), Context(Context), Source(Source), Effects(Context), AssumeIndependent(S.Attributes.has(Annotation::Independent)) {
    for (const Site &Other : All)
      if (Other.Kind == SiteKind::CallDeclaration)
        ForkVariables.insert(Other.Variable);
  }

  CallFacts run() {
    bool Understood = S.Kind == SiteKind::CallDeclaration ? readDeclaration() : readStatement();
    if (Understood && checkFunction())
      place();
    return std::move(Facts);
  }

private:
  bool fail(SourceLocation Loc, StringRef Why) {
    Facts.Findings.push_back({Diag::CallForm, Loc, {Why.str()}, {}});
    return false;
  }
  bool inMacro(SourceLocation Loc) {
    Facts.Findings.push_back({Diag::SiteInMacro, Loc, {}, {}});
    return false;
  }
  bool notACall(SourceLocation Loc) {
    Facts.Findings.push_back({Diag::NotACall, Loc, {}, {}});
    return false;
  }

  // --- The form

  static bool isCall(const Expr *E) {
    return isa<CallExpr, CXXTemporaryObjectExpr, CXXUnresolvedConstructExpr>(E) && !isAssignment(E);
  }
  static bool isAssignment(const Expr *E) {
    const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
    return C && C->isAssignmentOp();
  }

  /// The call behind implicit conversions, explicit casts and parentheses.
  static const Expr *callIn(const Expr *E) {
    const Expr *Bare = stripped(E);
    if (const auto *C = dyn_cast<CXXConstructExpr>(Bare); C && !isa<CXXTemporaryObjectExpr>(C) && C->getNumArgs() >= 1 &&
                                                          !C->isListInitialization())
      if (const Expr *Inner = callIn(C->getArg(0)); Inner && C->getParenOrBraceRange().isInvalid())
        return Inner; // a converting constructor nobody wrote
    if (const auto *Convert = dyn_cast<CXXMemberCallExpr>(Bare); Convert && isa_and_nonnull<CXXConversionDecl>(Convert->getMethodDecl()))
      return callIn(Convert->getImplicitObjectArgument());
    if (isCall(Bare))
      return Bare;
    return holdsCall(Bare) && !isa<LambdaExpr>(Bare) ? E->IgnoreImplicit() : nullptr;
  }

  /// An expression that calls something on the way is forked as a whole.
  static bool holdsCall(const Stmt *E) {
    if (!E || isa<LambdaExpr>(E))
      return false;
    return isa<CallExpr, CXXTemporaryObjectExpr, CXXUnresolvedConstructExpr>(E) ||
           llvm::any_of(E->children(), [](const Stmt *Child) { return holdsCall(Child); });
  }

  /// With its semicolon, without its attributes.
  std::optional<Span> statementSpan() const {
    if (const auto *D = dyn_cast<DeclStmt>(S.Statement))
      return Source.span({S.Variable->getOuterLocStart(), D->getEndLoc()});
    std::optional<Span> Statement = Source.span(S.Statement->getSourceRange());
    return Statement ? std::optional(Source.throughNext(*Statement, ";")) : std::nullopt;
  }

  bool setForked(const Expr *Written) {
    std::optional<Span> Forked = Source.span(Written->getSourceRange());
    std::optional<Span> Statement = statementSpan();
    if (!Forked || !Statement)
      return inMacro(S.location());
    Facts.Forked = *Forked;
    Facts.Statement = *Statement;
    if (const auto *C = dyn_cast<CallExpr>(Call))
      if (std::string Name = knowledgeOf(C).Name; llvm::all_of(Name, [](char Ch) { return isalnum(Ch) || Ch == '_'; }))
        Facts.Callee = Name;
    return true;
  }

  bool readDeclaration() {
    const VarDecl *V = S.Variable;
    Facts.Form = CallForm::Declaration;
    Facts.Variable = V->getNameAsString();
    Facts.IsConst = V->getType().isConstQualified();
    if (!V->getInit())
      return notACall(V->getLocation());
    const Expr *Init = V->getInit();
    if (const auto *C = dyn_cast<CXXConstructExpr>(Init->IgnoreImplicit());
        C && V->getInitStyle() != VarDecl::CInit && !stripsToCall(C))
      return readConstruction(C);
    if (const auto *List = dyn_cast<InitListExpr>(Init->IgnoreImplicit()); List && List->getNumInits() == 1)
      Init = List->getInit(0);
    if (const auto *List = dyn_cast<ParenListExpr>(Init->IgnoreImplicit()); List && List->getNumExprs() == 1)
      Init = List->getExpr(0);
    Call = callIn(Init);
    if (!Call)
      return notACall(Init->getExprLoc());
    readReturnType(Init);
    return setForked(Init->IgnoreImplicit());
  }

  static bool stripsToCall(const Expr *E) { return isCall(stripped(E)); }

  /// `Image picture(path);` runs the constructor in the task.
  bool readConstruction(const CXXConstructExpr *C) {
    const VarDecl *V = S.Variable;
    SourceRange Parentheses = C->getParenOrBraceRange();
    std::optional<Span> Type = Source.span(V->getTypeSourceInfo()->getTypeLoc().getUnqualifiedLoc().getSourceRange());
    if (C->getNumArgs() == 0)
      return notACall(V->getLocation());
    if (Parentheses.isInvalid() || !Type)
      return inMacro(V->getLocation());
    Call = C;
    Facts.Prefix = Source.text(*Type).str();
    Facts.Callee = V->getNameAsString();
    std::optional<Span> Forked = Source.span(Parentheses), Statement = statementSpan();
    if (!Forked || !Statement)
      return inMacro(V->getLocation());
    Facts.Forked = *Forked;
    Facts.Statement = *Statement;
    return true;
  }

  void readReturnType(const Expr *Init) {
    const VarDecl *V = S.Variable;
    const TypeSourceInfo *Written = V->getTypeSourceInfo();
    const AutoType *Auto = Written->getType()->getContainedAutoType();
    std::optional<Span> Type = Source.span({V->getOuterLocStart(), V->getLocation()});
    std::string Text = Type ? Source.text(*Type).drop_back(Facts.Variable.size()).trim().str() : "";
    StringRef Bare = Text;
    Bare.consume_front("const ");
    bool IsReference = Written->getType()->isReferenceType();
    if (Auto) {
      // auto& binds to what the call returns, so the task must return it as it is.
      bool BindsLvalue = IsReference && (Init->isTypeDependent() || Init->IgnoreImplicit()->isLValue());
      Facts.ReturnType = BindsLvalue ? "decltype(auto)" : "";
      Facts.IsConst |= IsReference && Written->getType().getNonReferenceType().isConstQualified() && !BindsLvalue;
      return;
    }
    QualType Returned = Call->getType();
    bool Same = !Init->isTypeDependent() && Context.hasSameUnqualifiedType(Returned, V->getType().getNonReferenceType()) &&
                !(IsReference && Call->isGLValue()) && !Written->getType()->isDependentType();
    if (IsReference) {
      bool BindsTemporary = !Init->isTypeDependent() && !Init->IgnoreImplicit()->isGLValue();
      Facts.IsConst |= Written->getType().getNonReferenceType().isConstQualified() && BindsTemporary;
      if (BindsTemporary) {
        Bare = Bare.rtrim("& ");
        Facts.ReturnType = Same ? "" : Bare.str();
      } else
        Facts.ReturnType = Text;
      return;
    }
    Facts.ReturnType = Same ? "" : Bare.str();
  }

  bool readStatement() {
    const auto *E = cast<Expr>(S.Statement);
    const Expr *Bare = stripped(E);
    const Expr *Target = nullptr, *Value = nullptr;
    if (const auto *B = dyn_cast<BinaryOperator>(Bare); B && B->isAssignmentOp())
      Target = B->getLHS(), Value = B->getRHS();
    else if (isAssignment(Bare))
      Target = cast<CXXOperatorCallExpr>(Bare)->getArg(0), Value = cast<CXXOperatorCallExpr>(Bare)->getArg(1);
    else if (const Expr *Appended = appendedCall(Bare, Target))
      Value = Appended;
    if (!Target) {
      Facts.Form = CallForm::Effect;
      Call = isCall(Bare) ? Bare : nullptr;
      return Call ? setForked(E) : notACall(E->getExprLoc());
    }
    Facts.Form = CallForm::Commit;
    Call = callIn(Value);
    if (!Call)
      return notACall(Value->getExprLoc());
    readCommit(Target, Value);
    return setForked(Value->IgnoreImplicit());
  }

  /// `f(x)` in `v.push_back(f(x))`.
  static const Expr *appendedCall(const Expr *E, const Expr *&Target) {
    const auto *M = dyn_cast<CXXMemberCallExpr>(E);
    const CXXMethodDecl *Method = M ? M->getMethodDecl() : nullptr;
    if (!Method || !Method->getIdentifier() || !isStd(Method) || M->getNumArgs() != 1)
      return nullptr;
    StringRef Name = Method->getName();
    if (Name != "push_back" && Name != "emplace_back" && Name != "insert" && Name != "push" && Name != "append")
      return nullptr;
    if (!callIn(M->getArg(0)))
      return nullptr;
    Target = M->getImplicitObjectArgument();
    return M->getArg(0);
  }

  void readCommit(const Expr *Target, const Expr *Value) {
    const Expr *Written = Value->IgnoreImplicit();
    Facts.DependentValue = Written->isTypeDependent();
    Facts.ForwardsValue = !Facts.DependentValue && !Written->isGLValue() && Written->getType()->isRecordType();
    Effects.addTarget(Target);
    // Subscripts and the like as they are at the fork.
    for (const Access &A : collectAccesses(Context, Target).List) {
      const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root);
      bool IsTarget = A.Place.sameRoot(PlaceFinder().place(Target));
      if (V && !IsTarget && V->hasLocalStorage() && A.Place.Path.empty() && !V->getType()->isReferenceType() && !V->isConstexpr() &&
          (V->getType()->isArithmeticType() || V->getType()->isEnumeralType()))
        if (!llvm::is_contained(Facts.CommitCopies, V->getNameAsString()))
          Facts.CommitCopies.push_back(V->getNameAsString());
      if (V && !IsTarget && V->hasLocalStorage() && !V->getType()->isArithmeticType() && !V->getType()->isEnumeralType())
        TargetVariables.push_back(V);
      if (V && IsTarget && V->hasLocalStorage())
        TargetVariables.push_back(V);
    }
    if (const auto *V = dyn_cast_or_null<VarDecl>(PlaceFinder().place(Target).Root); V && V->hasLocalStorage())
      TargetVariables.push_back(V);
  }

  bool checkFunction() {
    if (!S.Function)
      return fail(S.location(), "it stands outside of any function");
    const auto *Method = dyn_cast<CXXMethodDecl>(S.Function);
    bool IsLambda = Method && Method->getParent()->isLambda(); // constexpr only as long as nothing speaks against it
    if (S.Function->isConsteval() || (S.Function->isConstexpr() && !IsLambda))
      return fail(S.location(), "it stands in a constexpr function, which may run at compile time");
    if (const auto *Body = dyn_cast_or_null<CoroutineBodyStmt>(S.Function->getBody()); Body)
      return fail(S.location(), "it stands in a coroutine, which is not supported yet");
    return true;
  }

  // --- Captures, scope and joins

  void place() {
    CaptureAnalysis Captures = analyseCaptures(Call, ForkVariables, Context, Source);
    if (Captures.InMacro)
      return (void)inMacro(S.location());
    CallAccesses = collectAccesses(Context, Call).List;
    addEffects(Captures);
    ForkScope Scope(S, All);
    chooseScope(Scope, Captures);
    Facts.IsStackTask = Facts.Form != CallForm::Commit && Scope.holdsDirectly();
    Facts.Captures = Captures.Captures;
    Facts.RefersToMore = Captures.RefersToMore;
    if (!placeJoins(Scope))
      return;
    placeScope(Scope);
    if (Facts.Form == CallForm::Declaration)
      findUses(S, Source, Facts);
  }

  void addEffects(const CaptureAnalysis &Captures) {
    auto EvaluatedAtFork = [&](const Access &A) {
      for (const Expr *E : Captures.Evaluated)
        if (contains(E, A.Where) && !isReferenceCapture(E, Captures) && isSelfContained(E->getType()))
          return true;
      const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root);
      return V && Captures.Copied.contains(V) && A.Place.Path.empty() && !A.writes();
    };
    for (const Access &A : CallAccesses)
      if (!EvaluatedAtFork(A))
        Effects.add(A);
  }

  bool isReferenceCapture(const Expr *E, const CaptureAnalysis &Captures) const {
    std::optional<Span> Where = Source.span(E->getSourceRange());
    return llvm::any_of(Captures.Captures, [&](const CaptureFact &C) {
      return C.How == CaptureFact::Reference && Where && C.Argument == *Where;
    });
  }

  static bool contains(const Stmt *Outer, const Stmt *Inner) {
    if (Outer == Inner)
      return true;
    return llvm::any_of(Outer->children(), [&](const Stmt *Child) { return Child && contains(Child, Inner); });
  }

  /// As far out as everything the task refers to lives; copies are made where they allow to go further.
  void chooseScope(ForkScope &Scope, CaptureAnalysis &Captures) {
    if (Facts.Form == CallForm::Declaration)
      return Scope.keepInnermost();
    llvm::SmallVector<const VarDecl *, 8> Referenced = Captures.Referenced;
    for (const VarDecl *V : Referenced)
      if (Scope.isInside(V) && !(originsLiveOutside(V, Scope) && copyInstead(V, Call, Captures, Context)))
        limit(Scope, V);
    for (const VarDecl *V : llvm::to_vector(Captures.Copied))
      for (const VarDecl *Origin : origins(V, Context))
        if (Scope.isInside(Origin))
          limit(Scope, Origin);
    for (const VarDecl *V : TargetVariables)
      limit(Scope, V);
  }

  bool originsLiveOutside(const VarDecl *V, const ForkScope &Scope) const {
    return llvm::none_of(origins(V, Context), [&](const VarDecl *Origin) { return Scope.isInside(Origin); });
  }

  /// A reference stands for what it is bound to.
  void limit(ForkScope &Scope, const VarDecl *V) {
    if (V->getType()->isReferenceType() && Scope.isInside(V)) {
      if (const Expr *Range = Scope.rangeOf(V)) {
        for (const Access &A : collectAccesses(Context, Range).List)
          if (const auto *Origin = dyn_cast_or_null<VarDecl>(A.Place.Root))
            Scope.limitTo(Origin);
        if (!Range->isLValue() || !isa_and_nonnull<VarDecl>(PlaceFinder().place(Range).Root))
          Scope.limitTo(V);
        return;
      }
      if (V->getInit() && V->getInit()->IgnoreImplicit()->isLValue()) {
        for (const VarDecl *Origin : origins(V, Context))
          limit(Scope, Origin);
        return;
      }
    }
    Scope.limitTo(V);
  }

  /// What a later statement must wait for. Reports and leaves the call serial where nothing can overlap.
  bool placeJoins(const ForkScope &Scope) {
    auto Conflicts = [&](const Stmt *Code) {
      if (Code == S.Statement)
        return conflictsWithItself(Scope).has_value();
      if (Effects.conflict(Code, AssumeIndependent))
        return true;
      return S.Variable && needsValueWhole(Code);
    };
    JoinPlacement Joins(S.Statement, Conflicts);
    if (const CompoundStmt *Block = Scope.block())
      Joins.walk(Block, Scope.statement());
    else
      Joins.walkSingle(Scope.statement());
    if (Joins.isBlocked())
      return leaveSerial(Joins.blockedBy(), Scope), false;
    for (const Stmt *Join : Joins.joins())
      if (std::optional<Span> Where = Source.span(Join->getSourceRange()))
        Facts.Joins.push_back(*Where);
      else
        return inMacro(Join->getBeginLoc());
    return true;
  }

  /// In a loop, the next iteration's call starts while this one's runs.
  std::optional<Access> conflictsWithItself(const ForkScope &Scope) const {
    if (AssumeIndependent)
      return std::nullopt;
    for (const Access &A : Effects.accesses()) {
      if (!A.mayWrite() || A.Place.Kind == Place::Temporary || isCommitTarget(A))
        continue;
      if (!Scope.isPerIteration(A.Place))
        return A;
    }
    // What the commit writes, the next call must not read.
    for (const Access &A : Effects.accesses())
      for (const Access &B : Effects.accesses())
        if (isCommitTarget(A) && !isCommitTarget(B) && mayOverlap(A.Place, B.Place))
          return B;
    // Nor may its arguments, which are evaluated while the commit is still pending.
    for (const Access &A : Effects.accesses())
      if (isCommitTarget(A))
        for (const Access &B : CallAccesses)
          if (A.Place.sameRoot(B.Place) && !(A.Place.isWholeObject() && B.Place.isWholeObject() && !mayOverlap(A.Place, B.Place)))
            return B;
    return std::nullopt;
  }

  bool isCommitTarget(const Access &A) const { return Facts.Form == CallForm::Commit && !contains(Call, A.Where); }

  /// A parallel loop, a lambda or another forked call gets the value, not the task.
  bool needsValueWhole(const Stmt *Code) const { return mentionsInsideClosure(Code, S.Variable, All); }

  void leaveSerial(const Stmt *By, const ForkScope &Scope) {
    Facts.LeftSerial = true;
    std::string Why = "it is needed again before the next one can start";
    SourceLocation Loc = S.location();
    std::vector<FindingNote> Notes;
    if (By == S.Statement) {
      if (std::optional<Access> A = conflictsWithItself(Scope)) {
        Why = "each call may change '" + text(*A) + "', so the next one must wait for it; it runs serially";
        Notes.push_back({Diag::Advice, Loc, "if the calls touch different parts of it, add 'fork::independent'"});
      }
    } else if (By) {
      Why = "the loop needs its effect in every iteration; it runs serially";
      Notes.push_back({Diag::AccessHere, By->getBeginLoc(), "it is needed"});
    }
    Facts.Findings.push_back({Diag::NoOverlap, Loc, {Why}, Notes});
  }

  std::string text(const Access &A) const { return spelled(A, Source); }

  void placeScope(const ForkScope &Scope) {
    std::optional<Span> Statement = Source.span(Scope.statement()->getSourceRange());
    if (!Statement)
      return (void)inMacro(Scope.statement()->getBeginLoc());
    Facts.ScopeStatement = *Statement;
    if (!Scope.mayThrowAfter())
      return;
    std::optional<Span> Body = Source.span(Scope.boundary()->getSourceRange());
    if (!Body)
      return (void)inMacro(Scope.boundary()->getBeginLoc());
    Facts.Try = {Scope.tryKind(), Scope.tryKind() == TryFact::Statement ? Source.throughNext(*Body, ";") : *Body};
  }

  const Site &S;
  const std::vector<Site> &All;
  const ASTContext &Context;
  const SourceText &Source;
  TaskEffects Effects;
  bool AssumeIndependent;
  llvm::SmallPtrSet<const VarDecl *, 8> ForkVariables;
  llvm::SmallVector<const VarDecl *, 4> TargetVariables;
  const Expr *Call = nullptr;
  std::vector<Access> CallAccesses; ///< Of the call and its arguments.
  CallFacts Facts{};
};
} // namespace

CallFacts xfork::analyseCall(const Site &S, const std::vector<Site> &All, const ASTContext &Context, const SourceText &Source) {
  return CallAnalyser(S, All, Context, Source).run();
}

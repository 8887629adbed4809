#include "analyse/CallFacts.h"
#include "analyse/Captures.h"
#include "analyse/CommitEffects.h"
#include "analyse/Declarator.h"
#include "analyse/ForkScope.h"
#include "analyse/HandlerReads.h"
#include "analyse/GroupFacts.h"
#include "analyse/HeldLocks.h"
#include "analyse/JoinPlacement.h"
#include "analyse/ProcessFacts.h"
#include "analyse/TaskEffects.h"
#include "analyse/Uses.h"
#include "analyse/WrittenCall.h"
#include "find/AnnotatedFunctions.h"
#include "find/BlockStatements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

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
    Facts.Identity = &S;
    Facts.Group = S.Statement;
    if (S.Kind == SiteKind::NestedCall)
      return placeNested(), std::move(Facts);
    std::optional<WrittenCall> Written = readCall(S, Context, Source, Facts);
    if (!Written || !checkFunction())
      return std::move(Facts);
    Call = Written->Call;
    Facts.IsIoBound = !S.Attributes.has(Annotation::Process) && callsIoBound(Call ? Call : S.Statement);
    CallAccesses = Call ? collectAccesses(Context, Call).List : std::vector<Access>();
    if (Written->Target)
      addCommit(*Written);
    S.Kind == SiteKind::BlockStatement ? placeStatement() : place();
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

  void addCommit(const WrittenCall &Written) {
    Effects.addTarget(Written.Target);
    Commit = analyseCommit(Written, CallAccesses, Context);
    for (const Access &A : Commit.Accesses)
      Effects.add(A);
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
    ForkScope Scope(S, All);
    chooseScope(Scope, Captures);
    addEffects(Captures);
    Facts.IsStackTask = Facts.Form != CallForm::Commit && Scope.holdsDirectly();
    Facts.Captures = Captures.Captures;
    Facts.RefersToMore = Captures.RefersToMore;
    if (S.Attributes.has(Annotation::Process))
      considerProcess(Call, CallAccesses, Captures, Context, Source, Facts);
    if (!placeJoins(Scope))
      return;
    for (const VarDecl *V : Captures.Referenced)
      checkOutlives(Scope, V, ", and cannot be copied");
    for (const VarDecl *V : Captures.Pinned)
      checkOutlives(Scope, V, ", and the call is given what leads there");
    for (const CommitEffects::Name &N : Commit.Referenced)
      checkOutlives(Scope, N.Variable, ", before the result can be put there");
    explain(Scope);
    placeScope(Scope);
    if (!Facts.Bindings.empty())
      placeBindings(Scope);
    else if (Facts.Form == CallForm::Declaration)
      findUses(S, Source, Facts);
  }

  /// In a process, and waited for at once.
  void placeNested() {
    Call = cast<Expr>(S.Statement);
    Facts.Form = Call->getType()->isVoidType() ? CallForm::Effect : CallForm::Commit;
    std::optional<Span> Written = Source.span(Call->getSourceRange());
    if (!Written)
      return (void)inMacro(S.location());
    Facts.Statement = Facts.Forked = *Written;
    Facts.LeftSerial = true;
    if (checkFunction())
      considerProcess(Call, collectAccesses(Context, Call).List, {}, Context, Source, Facts);
    if (Call->isGLValue() && !Call->isTypeDependent())
      Facts.Findings.push_back({Diag::CannotTravel, S.location(), {"a reference leads to nothing in another process"}, {}});
  }

  /// The whole statement is the task: it refers to everything, and lives in its block.
  void placeStatement() {
    Accesses Made = collectAccesses(Context, S.Statement);
    for (const Access &A : Made.List)
      Effects.add(A);
    if (S.Attributes.has(Annotation::Process)) {
      llvm::erase_if(Made.List, [&](const Access &A) { return Made.isLocal(A.Place); });
      considerProcess(S.Statement, Made.List, {}, Context, Source, Facts);
    }
    ForkScope Scope(S, All);
    Scope.keepInnermost();
    if (!placeJoins(Scope))
      return;
    explain(Scope);
    placeScope(Scope);
  }

  void addEffects(const CaptureAnalysis &Captures) {
    auto EvaluatedAtFork = [&](const Access &A) {
      for (const Expr *E : Captures.Evaluated)
        if (contains(E, A.Where) && !isReferenceCapture(E, Captures) && isSelfContained(E->getType()))
          return true;
      const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root);
      return V && Captures.Copied.contains(V) && (A.Place.Path.empty() || isSelfContained(V->getType())) && !A.writes();
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
      if (Scope.isInside(V) && (ForkVariables.contains(V) || !originsLiveOutside(V, Scope) || !copyInstead(V, Call, Captures, Context)))
        limit(Scope, V);
    for (const VarDecl *V : Captures.Pinned)
      limit(Scope, V);
    for (const VarDecl *V : llvm::to_vector(Captures.Copied))
      for (const VarDecl *Origin : origins(V, Context))
        if (Scope.isInside(Origin))
          limit(Scope, Origin);
    chooseCommitScope(Scope);
  }

  /// The commit runs before what it names dies, too.
  void chooseCommitScope(ForkScope &Scope) {
    auto Changes = [](llvm::ArrayRef<Access> Made, const ValueDecl *D) {
      return llvm::any_of(Made, [&](const Access &A) { return A.mayWrite() && A.Place.Root == D; });
    };
    llvm::erase_if(Commit.Referenced, [&](const CommitEffects::Name &N) {
      const ValueDecl *D = N.Written;
      bool MayCopy = D != Commit.Target && Scope.isInside(N.Variable) && !ForkVariables.contains(N.Variable) && isSelfContained(D->getType()) &&
                     isCopyable(D->getType()) && !Changes(Commit.Accesses, D) && !Changes(CallAccesses, D);
      MayCopy ? Commit.Copied.push_back(N) : limit(Scope, N.Variable);
      return MayCopy;
    });
    for (const CommitEffects::Name &N : Commit.Copied) {
      for (const VarDecl *Origin : origins(N.Variable, Context))
        if (Scope.isInside(Origin))
          limit(Scope, Origin);
      Facts.CommitCopies.push_back({N.Written->getNameAsString(), ForkVariables.contains(N.Variable)});
    }
  }

  /// A variable of a loop whose body is no block dies where no scope can be declared before it does.
  void checkOutlives(const ForkScope &Scope, const VarDecl *V, StringRef Problem) {
    bool Known = llvm::any_of(Facts.Findings, [&](const Finding &F) { return F.Id == Diag::ArgumentDies; });
    if (!Known && !V->getType()->isReferenceType() && Scope.isInside(V))
      Facts.Findings.push_back({Diag::ArgumentDies, S.location(), {V->getNameAsString(), Problem.str()},
                                {{Diag::DeclaredHere, V->getLocation(), V->getNameAsString()}}});
  }

  bool originsLiveOutside(const VarDecl *V, const ForkScope &Scope) const {
    return llvm::none_of(origins(V, Context), [&](const VarDecl *Origin) {
      // The iterator of a range-for leads to the range.
      return Scope.isInside(Origin) && !(Origin->isImplicit() && originsLiveOutside(Origin, Scope));
    });
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
      if (becomesEdges(Code))
        return false;
      return collides(Code) || (S.Variable && mentionsInsideClosure(Code, S.Variable, All)) || isNeededUnderLock(Code);
    };
    const std::vector<const Expr *> Behind = laterInitialisers();
    JoinPlacement Joins(S.Statement, Behind, Conflicts);
    Joins.setTasks([this](const Stmt *Statement) { return isTask(Statement); });
    if (const CompoundStmt *Block = Scope.block())
      Joins.walk(Block, Scope.statement());
    else
      Joins.walkSingle(Scope.statement());
    if (!AssumeIndependent && !Facts.InProcess && isUnderRecursiveLock(S.Ancestors, S.Statement) && mayTakeLock(Call ? Call : S.Statement))
      return leaveUnderLock(), false;
    if (Joins.isBlocked())
      return leaveSerial(Joins.blockedBy(), Scope), false;
    for (const Stmt *Join : Joins.joins())
      if (std::optional<Span> Where = joinPoint(Join))
        Facts.Joins.push_back(*Where);
      else
        return inMacro(Join->getBeginLoc());
    return true;
  }

  /// Whether code takes a lock and the task, which may want it, too, is waited for while it is held.
  bool isNeededUnderLock(const Stmt *Code) {
    if (!TaskMayTakeLock)
      TaskMayTakeLock = mayTakeLock(Call ? Call : S.Statement);
    return *TaskMayTakeLock && holdsLockWhile(Code, S.Ancestors.front(), [&](const Stmt *Later) {
      return collides(Later) || (S.Variable && mentions(Later, S.Variable));
    });
  }

  /// Of the declarators behind this one.
  std::vector<const Expr *> laterInitialisers() const {
    std::vector<const Expr *> Result;
    bool Behind = false;
    if (const auto *D = dyn_cast<DeclStmt>(S.Statement))
      for (const Decl *Each : D->decls()) {
        if (const auto *V = dyn_cast<VarDecl>(Each); V && Behind && V->getInit())
          Result.push_back(V->getInit());
        Behind |= Each == S.Variable;
      }
    return Result;
  }

  /// Where the text of a join goes: a later declarator becomes a declaration of its own.
  std::optional<Span> joinPoint(const Stmt *Join) const {
    if (const auto *D = dyn_cast<DeclStmt>(S.Statement))
      for (const Decl *Each : D->decls())
        if (const auto *V = dyn_cast<VarDecl>(Each); V && V->getInit() == Join)
          return declaratorSpan(D, V, Source);
    return Source.span(Join->getSourceRange());
  }

  /// The parts of a result get their names in front of the first statement that mentions one. Where a jump could pass
  /// that by, at once.
  void placeBindings(const ForkScope &Scope) {
    bool Behind = false;
    for (const Stmt *Child : Scope.block()->body()) {
      const Stmt *Statement = withoutLabels(Child);
      bool IsLabel = Statement != withoutAttributes(Child);
      if (Behind && (IsLabel || mentions(Statement, S.Variable))) {
        std::optional<Span> Where = Source.span(Statement->getSourceRange());
        if (!Where)
          return (void)inMacro(Statement->getBeginLoc());
        Facts.BindBefore = IsLabel ? Span() : *Where;
        return;
      }
      Behind |= Statement == Scope.statement();
    }
    Facts.Bindings.clear(); // nobody wants them
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
        if (isCommitTarget(A) && A.mayWrite() && !isCommitTarget(B) && mayOverlap(A.Place, B.Place))
          return B;
    // Nor may its arguments, which are evaluated while the commit is still pending.
    for (const Access &A : Effects.accesses())
      if (isCommitTarget(A) && A.mayWrite())
        for (const Access &B : CallAccesses)
          if (A.Place.sameRoot(B.Place) && !(A.Place.isWholeObject() && B.Place.isWholeObject() && !mayOverlap(A.Place, B.Place)))
            return B;
    return std::nullopt;
  }

  bool isCommitTarget(const Access &A) const { return Facts.Form == CallForm::Commit && !contains(Call, A.Where); }

  std::optional<Access> collides(const Stmt *Code) const {
    if (!AssumeIndependent)
      return Effects.conflict(Code);
    bool BothSaySo = llvm::any_of(All, [&](const Site &Other) {
      return isOf(Other, Code) && Other.Attributes.has(Annotation::Independent);
    });
    return Effects.conflict(Code, BothSaySo ? Independence::OfAllCalls : Independence::OfSameCallee);
  }

  // --- Later forked calls that need this one

  /// Code that is nothing but forked calls which may all follow this one need not wait for it here. Those that touch
  /// what it touches, or want its value, begin after it.
  bool becomesEdges(const Stmt *Code) {
    std::vector<const Site *> Calls;
    if (Facts.IsStackTask)
      for (const Site &Other : All)
        if (isOf(Other, Code))
          Calls.push_back(&Other);
    if (Calls.empty() || !llvm::all_of(Calls, [&](const Site *Other) { return mayFollow(*Other); }))
      return false;
    for (const Site *Other : Calls) {
      const Stmt *Its = Other->Variable ? Other->Variable->getInit() : Other->Statement;
      if (!collides(Its) && !(S.Variable && mentions(Its, S.Variable)))
        continue;
      std::optional<Span> Before = Other->Variable ? declaratorSpan(cast<DeclStmt>(Other->Statement), Other->Variable, Source)
                                                   : Source.span(Its->getSourceRange());
      if (!Before)
        return false;
      if (llvm::none_of(Facts.Edges, [&](const EdgeFact &E) { return E.To == Other; }))
        Facts.Edges.push_back({Other, *Before});
    }
    return true;
  }

  /// Whether what `Other` needs of this call, it needs in its task, not where it is forked.
  bool mayFollow(const Site &Other) const {
    if (Other.Function != S.Function || !(Other.Variable || isa<CompoundStmt>(Other.Ancestors.back())))
      return false;
    if (Other.Kind == SiteKind::BlockStatement)
      return !S.Variable || !mentionsInsideClosure(Other.Statement, S.Variable, {});
    CallFacts Its{};
    std::optional<WrittenCall> Written = isCallSite(Other) ? readCall(Other, Context, Source, Its) : std::nullopt;
    if (!Written || Its.Form == CallForm::Commit || (S.Variable && mentionsInsideClosure(Written->Call, S.Variable, {})))
      return false;
    CaptureAnalysis Captures = analyseCaptures(Written->Call, ForkVariables, Context, Source);
    return llvm::none_of(Captures.Evaluated, [&](const Expr *E) { return Effects.conflict(E).has_value(); }) &&
           llvm::none_of(Captures.Copied, [&](const VarDecl *V) { return Effects.mayWrite(V); });
  }

  /// What code does before the calls forked in it are joined: results are put in place only then.
  const Stmt *runAtOnce(const Stmt *Code) const {
    for (const Site &Other : All)
      if (Other.Statement == Code && isCallSite(Other)) {
        CallFacts Its{};
        std::optional<WrittenCall> Written = readCall(Other, Context, Source, Its);
        if (Written && Its.Form == CallForm::Commit)
          return Written->Call;
      }
    return Code;
  }

  static bool isCallSite(const Site &S) { return S.Kind == SiteKind::CallDeclaration || S.Kind == SiteKind::CallStatement; }

  // --- Saying it

  void leaveUnderLock() {
    Facts.LeftSerial = true;
    Facts.Findings.push_back({Diag::NoOverlap, S.location(), {"a recursive lock is held here, and if the call takes it, too, only this thread can; it runs serially"},
                              {{Diag::Advice, S.location(), "if the call does not take the lock, add 'fork::independent'"}}});
  }

  void leaveSerial(const Stmt *By, const ForkScope &Scope) {
    Facts.LeftSerial = true;
    if (Facts.InProcess) // isolated, if not overlapped
      return;
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

  /// The first statements, on every path, that wait for the task.
  void explain(const ForkScope &Scope) {
    std::vector<const Stmt *> Overlapped;
    auto Waits = [&](const Stmt *Code) {
      if (Code == S.Statement || llvm::any_of(Facts.Edges, [&](const EdgeFact &E) { return isOf(*static_cast<const Site *>(E.To), Code); }))
        return false;
      const bool Result = collides(Code) || (S.Variable && mentions(Code, S.Variable)) || isNeededUnderLock(Code);
      if (!Result)
        Overlapped.push_back(runAtOnce(Code));
      return Result;
    };
    const std::vector<const Expr *> Behind = laterInitialisers();
    JoinPlacement Places(S.Statement, Behind, Waits);
    Places.onlyLook();
    Places.setTasks([this](const Stmt *Statement) { return isTask(Statement); });
    if (const CompoundStmt *Block = Scope.block())
      Places.walk(Block, Scope.statement());
    else
      Places.walkSingle(Scope.statement());
    const std::string AtOnce = ", so that nothing overlaps the call";
    Facts.OverlapsNothing = overlapsNothing(Scope, Places.joins());
    if (!AssumeIndependent && mayThrow(Call ? Call : S.Statement))
      llvm::append_range(Facts.Findings, judgeHandlerReads(S, Overlapped, Context));
    for (const Stmt *Place : Places.joins()) {
      std::optional<Access> Touched = collides(Place);
      std::string Why = Touched ? "it touches '" + text(*Touched) + "'"
                        : S.Variable && mentions(Place, S.Variable) ? "it needs the value"
                                                                    : "it takes a lock, and the call may, too";
      Facts.Remarks.push_back({Place->getBeginLoc(), Why + (Facts.OverlapsNothing ? AtOnce : "")});
    }
    if (const CompoundStmt *Block = Scope.block(); Block && Places.joins().empty())
      Facts.Remarks.push_back({Block->getRBracLoc(), "its block ends" + (Facts.OverlapsNothing ? AtOnce : "")});
  }

  /// Whether no loop and no call stands between the fork and the place where its block waits for it.
  bool overlapsNothing(const ForkScope &Scope, llvm::ArrayRef<const Stmt *> Waits) const {
    if (!Scope.holdsDirectly() || !laterInitialisers().empty())
      return false;
    bool Behind = false;
    for (const Stmt *Child : Scope.block()->body()) {
      const Stmt *Statement = withoutLabels(Child);
      if (Behind && llvm::is_contained(Waits, Statement))
        return true;
      if (Behind && takesTime(Statement))
        return false;
      Behind |= Statement == Scope.statement();
    }
    return true;
  }

  bool isTask(const Stmt *Statement) const {
    return llvm::any_of(All, [&](const Site &Other) { return Other.Kind == SiteKind::BlockStatement && Other.Statement == Statement; });
  }

  /// Whether code is the statement of a call, or its part of one.
  static bool isOf(const Site &Call, const Stmt *Code) {
    return Call.Statement == Code || (Call.Variable && Call.Variable->getInit() == Code);
  }

  /// What follows the call in its block; nothing if there is nothing, or a loop brings more of it.
  static const Stmt *nextStatement(const ForkScope &Scope) {
    bool Behind = !Scope.holdsDirectly();
    if (!Behind)
      for (const Stmt *Child : Scope.block()->body()) {
        if (Behind)
          return withoutLabels(Child);
        Behind = withoutLabels(Child) == Scope.statement();
      }
    return Scope.holdsDirectly() ? nullptr : Scope.statement();
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
  std::optional<bool> TaskMayTakeLock;
  llvm::SmallPtrSet<const VarDecl *, 8> ForkVariables;
  CommitEffects Commit;
  const Expr *Call = nullptr;
  std::vector<Access> CallAccesses; ///< Of the call and its arguments.
  CallFacts Facts{};
};
} // namespace

CallFacts xfork::analyseCall(const Site &S, const std::vector<Site> &All, const ASTContext &Context, const SourceText &Source) {
  if (S.Kind == SiteKind::CallGroup)
    return analyseGroup(S, All, Context, Source);
  return CallAnalyser(S, All, Context, Source).run();
}

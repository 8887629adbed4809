#include "analyse/GroupFacts.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Captures.h"
#include "analyse/ForkScope.h"
#include "analyse/HeldLocks.h"
#include "analyse/TaskEffects.h"
#include "find/AnnotatedFunctions.h"
#include "find/BlockStatements.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

static bool contains(const Stmt *Outer, const Stmt *Inner) {
  return Outer && (Outer == Inner || llvm::any_of(Outer->children(), [&](const Stmt *Child) { return contains(Child, Inner); }));
}

static bool suspends(const Stmt *Code) {
  return Code && (isa<CoroutineSuspendExpr, DependentCoawaitExpr>(Code) || llvm::any_of(Code->children(), suspends));
}

/// Whether nobody sees that a value is moved once more, and dies a little later.
static bool movesUnnoticed(QualType T) {
  const CXXRecordDecl *R = T->getBaseElementTypeUnsafe()->getAsCXXRecordDecl();
  if (!R || isStd(R))
    return true;
  R = R->getDefinition();
  auto IsNoticed = [](const CXXConstructorDecl *C) { return C->isCopyOrMoveConstructor() && (C->isUserProvided() || C->isDeleted()); };
  if (!R || R->isDependentContext() || R->defaultedMoveConstructorIsDeleted() || llvm::any_of(R->ctors(), IsNoticed) ||
      (R->getDestructor() && R->getDestructor()->isUserProvided()))
    return false;
  return llvm::all_of(R->bases(), [](const CXXBaseSpecifier &B) { return movesUnnoticed(B.getType()); }) &&
         llvm::all_of(R->fields(), [](const FieldDecl *F) { return movesUnnoticed(F->getType()); });
}

namespace {
class GroupAnalyser {
public:
  GroupAnalyser(const Site &S, const std::vector<Site> &All, const ASTContext &Context, const SourceText &Source)
      : S(S), All(All), Context(Context), Source(Source) {
    for (const Site &Other : All)
      if (Other.Kind == SiteKind::CallDeclaration)
        ForkVariables.insert(Other.Variable);
  }

  CallFacts run() {
    Facts.Identity = Facts.Group = &S;
    Facts.Form = CallForm::Group;
    Facts.LeftSerial = !(place() && readParts() && isUndisturbed() && placeTry());
    for (const Expr *Call : S.Group.Calls)
      if (Call != S.Group.Calls.back())
        Facts.Remarks.push_back({Call->getBeginLoc(), "the expression needs the value when its last call has returned"});
    return std::move(Facts);
  }

private:
  bool fail(StringRef Why) {
    Facts.WhySerial = Why;
    return false;
  }

  /// Where the tasks can be declared.
  bool place() {
    std::optional<Span> Region = Source.span(S.Group.Region->getSourceRange());
    std::optional<Span> Statement = Source.span(S.Statement->getSourceRange());
    if (!Region || !Statement)
      return fail("it comes from a macro");
    bool IsCoroutine = isa_and_nonnull<CoroutineBodyStmt>(S.Function->getBody());
    if (S.Function->isConstexpr() && !isLambdaOperator(S.Function))
      return fail("it stands in a constexpr function, which may run at compile time");
    if (llvm::any_of(All, [&](const Site &Other) { return Other.Kind == SiteKind::BlockStatement && Other.Statement == S.Statement; }))
      return fail("it is a task as it is");
    if (suspends(S.Group.Region))
      return fail("the coroutine may be suspended on the way");
    Facts.Forked = *Region;
    Facts.Statement = Source.throughNext(*Statement, ";");
    if (IsCoroutine || S.Ancestors.empty())
      Facts.Place = GroupPlace::LambdaWithTry;
    else if (!isWholeOf(S.Statement))
      Facts.Place = GroupPlace::Lambda;
    else
      Facts.Place = isa<CompoundStmt>(S.Ancestors.back()) && isa<ReturnStmt, DeclStmt>(S.Statement) ? GroupPlace::Before : GroupPlace::Braced;
    bool InLambda = Facts.Place == GroupPlace::Lambda || Facts.Place == GroupPlace::LambdaWithTry;
    if (InLambda)
      Facts.Statement = Facts.Forked;
    if (InLambda && (!S.Group.Region->isPRValue() || S.Group.Region->getType()->isVoidType() || isa<InitListExpr, ParenListExpr>(S.Group.Region)))
      return fail("the expression gives no value that could be returned");
    return true;
  }

  static bool isLambdaOperator(const FunctionDecl *F) {
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    return Method && Method->getParent()->isLambda();
  }

  /// Whether the statement begins with evaluating the expression, and can have others in front of it.
  bool isWholeOf(const Stmt *Statement) const {
    const Expr *Region = S.Group.Region;
    if (const auto *Return = dyn_cast<ReturnStmt>(Statement))
      return Return->getRetValue() == Region;
    if (const auto *If = dyn_cast<IfStmt>(Statement))
      return If->getCond() == Region && !If->getInit() && !If->getConditionVariable();
    if (const auto *Switch = dyn_cast<SwitchStmt>(Statement))
      return Switch->getCond() == Region && !Switch->getInit() && !Switch->getConditionVariable();
    if (const auto *D = dyn_cast<DeclStmt>(Statement)) {
      const auto *V = D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
      return V && V->getInit() == Region && isa<CompoundStmt>(S.Ancestors.back());
    }
    return Statement == Region && isStatementOf(S.Ancestors.back(), Statement);
  }

  // --- The calls

  bool readParts() {
    for (const Expr *Call : S.Group.Calls) {
      std::optional<Span> Forked = Source.span(Call->getSourceRange());
      CaptureAnalysis Captures = analyseCaptures(Call, ForkVariables, Context, Source);
      if (!Forked || Captures.InMacro)
        return fail("it comes from a macro");
      std::optional<GroupedCallFact::Kind> Value = valueOf(Call);
      if (!Value)
        return fail("what a call returns cannot be kept for a moment");
      std::string Name = knowledgeOf(cast<CallExpr>(annotatedCallIn(Call))).Name;
      bool IsName = llvm::all_of(Name, [](char C) { return isalnum(C) || C == '_'; });
      Facts.Parts.push_back({*Value, *Forked, IsName && !Name.empty() ? Name : "call", Captures.Captures, Captures.RefersToMore, callsIoBound(Call)});
    }
    return true;
  }

  std::optional<GroupedCallFact::Kind> valueOf(const Expr *Call) const {
    if (Call->isTypeDependent() || isGivenToUnknown(S.Group.Region, Call))
      return GroupedCallFact::Dependent;
    if (Call->isLValue())
      return GroupedCallFact::Lvalue;
    QualType T = Call->getType();
    if (Call->isXValue() || T->isVoidType())
      return std::nullopt;
    if (T->isScalarType() && !isBoundTo(S.Group.Region, Call))
      return GroupedCallFact::Number;
    return movesUnnoticed(T) ? std::optional(GroupedCallFact::Object) : std::nullopt;
  }

  /// Whether a reference of the program is bound to the value: it must stay an rvalue.
  static bool isBoundTo(const Stmt *Around, const Expr *Call, bool OfLibrary = false) {
    if (!Around)
      return false;
    if (const auto *M = dyn_cast<MaterializeTemporaryExpr>(Around); M && stripped(M) == Call)
      return !OfLibrary;
    if (const auto *C = dyn_cast<CallExpr>(Around))
      OfLibrary = !C->getCalleeDecl() || (isStd(C->getCalleeDecl()) && !takesForwarded(C->getDirectCallee()));
    return llvm::any_of(Around->children(), [&](const Stmt *Part) { return isBoundTo(Part, Call, OfLibrary); });
  }

  static bool takesForwarded(const FunctionDecl *F) {
    const FunctionDecl *Pattern = F ? F->getTemplateInstantiationPattern() : nullptr;
    return Pattern && llvm::any_of(Pattern->parameters(), [](const ParmVarDecl *P) { return P->getType().getNonPackExpansionType()->isRValueReferenceType(); });
  }

  /// Whether it is an argument of a call that is not resolved before the template is instantiated.
  static bool isGivenToUnknown(const Stmt *Around, const Expr *Call) {
    const auto *E = dyn_cast_or_null<Expr>(Around);
    bool IsUnknown = E && E->isTypeDependent() && isa<CallExpr, CXXUnresolvedConstructExpr, ParenListExpr, InitListExpr>(E);
    return Around && llvm::any_of(Around->children(), [&](const Stmt *Part) {
      const auto *Operand = dyn_cast_or_null<Expr>(Part);
      return Operand && ((IsUnknown && stripped(Operand) == Call) || isGivenToUnknown(Part, Call));
    });
  }

  // --- What else the expression does

  bool isUndisturbed() {
    std::vector<TaskEffects> Effects;
    for (const Expr *Call : S.Group.Calls) {
      TaskEffects &Its = Effects.emplace_back(Context);
      for (const Access &A : collectAccesses(Context, Call).List)
        Its.add(A);
      if (&Call != &S.Group.Calls.back() && mayTakeLock(Call) && !S.Ancestors.empty() && isLocked(Call))
        return fail("a lock is held, and the call may want it, too");
    }
    if (llvm::count_if(S.Group.Calls, [](const Expr *Call) { return prints(Call); }) > 1)
      return fail("several of the calls print");
    for (size_t I = 0; I != Effects.size(); ++I)
      for (size_t Later = I + 1; Later != Effects.size(); ++Later)
        if (std::optional<Access> A = Effects[I].conflict(S.Group.Calls[Later], independence(I, Later)))
          return fail("the calls share '" + spelled(*A, Source) + "', which one of them may change");
    for (const Access &A : collectAccesses(Context, S.Group.Region).List) {
      if (llvm::any_of(S.Group.Calls, [&](const Expr *Call) { return contains(Call, A.Where); }) || isMadeAfterwards(A))
        continue;
      if (A.IsOutput)
        return fail("something is printed before the last call");
      if (A.mayWrite() && A.Place.Kind != Place::Temporary)
        return fail("'" + spelled(A, Source) + "' may change between the calls");
      for (const TaskEffects &Its : Effects)
        if (Its.conflict(A))
          return fail("a call may change '" + spelled(A, Source) + "', which the expression reads");
    }
    return true;
  }

  bool isLocked(const Expr *Call) const {
    return holdsLockWhile(S.Ancestors.front(), S.Ancestors.front(), [&](const Stmt *Later) { return contains(Later, Call); });
  }

  Independence independence(size_t I, size_t Later) const {
    auto SaysSo = [&](size_t Call) { return annotationsOfCall(annotatedCallIn(S.Group.Calls[Call])).has(Annotation::Independent); };
    bool Ours = SaysSo(I), Theirs = SaysSo(Later);
    return Ours && Theirs ? Independence::OfAllCalls : Ours ? Independence::OfSameCallee : Independence::None;
  }

  bool holdsAll(const Stmt *Outer) const {
    return llvm::all_of(S.Group.Calls, [&](const Expr *Call) { return contains(Outer, Call); });
  }

  /// By what is given the values of all calls: the function that they are arguments of, an assignment.
  bool isMadeAfterwards(const Access &A) const {
    if (A.IsOutput && printsBetween(S.Group.Region))
      return false;
    if (holdsAll(A.Where))
      return true;
    for (const Stmt *Around = S.Group.Region; Around;) {
      const Stmt *Next = nullptr;
      for (const Stmt *Part : Around->children()) {
        const auto *Operand = dyn_cast_or_null<Expr>(Part);
        if (Operand && holdsAll(Operand))
          Next = Operand;
        else if (Operand && isTarget(cast<Expr>(Around), Operand) && contains(Operand, A.Where) && (A.mayWrite() || isAssignment(Around)))
          return true;
      }
      Around = Next;
    }
    return false;
  }

  /// Whether something is put into a stream before the last call is made: `out << f(x) << g(x)`.
  bool printsBetween(const Stmt *Code) const {
    const auto *Op = dyn_cast_or_null<CXXOperatorCallExpr>(Code);
    if (Op && knowledgeOf(Op).IsOutput && !holdsAll(Op->getArg(1)) && llvm::any_of(S.Group.Calls, [&](const Expr *Call) { return contains(Op->getArg(1), Call); }))
      return true;
    bool Within = Op && knowledgeOf(Op).IsOutput && holdsAll(Op->getArg(1)) && isa<CXXOperatorCallExpr>(stripped(Op->getArg(0)));
    return Within || (Code && llvm::any_of(Code->children(), [&](const Stmt *Part) { return printsBetween(Part); }));
  }

  static bool isAssignment(const Stmt *S) {
    const auto *B = dyn_cast<BinaryOperator>(S);
    const auto *Op = dyn_cast<CXXOperatorCallExpr>(S);
    return (B && B->isAssignmentOp()) || (Op && Op->isAssignmentOp());
  }

  /// What an assignment assigns to, which is evaluated last; what else a function is given, named and nothing more.
  static bool isTarget(const Expr *Around, const Expr *Operand) {
    if (isAssignment(Around))
      return true;
    const Expr *Bare = stripped(Operand);
    if (const auto *Member = dyn_cast<MemberExpr>(Bare); Member && isa<CXXMemberCallExpr>(Around))
      Bare = stripped(Member->getBase());
    while (const auto *Member = dyn_cast<MemberExpr>(Bare))
      Bare = stripped(Member->getBase());
    return isa<DeclRefExpr, CXXThisExpr>(Bare);
  }

  // --- Exceptions

  bool placeTry() {
    if (Facts.Place == GroupPlace::LambdaWithTry)
      return true;
    ForkScope Scope(S, All);
    std::optional<Span> Body = Source.span(Scope.boundary()->getSourceRange());
    if (!Body)
      return fail("it comes from a macro");
    Facts.Try = {Scope.tryKind(), Scope.tryKind() == TryFact::Statement ? Source.throughNext(*Body, ";") : *Body};
    return true;
  }

  const Site &S;
  const std::vector<Site> &All;
  const ASTContext &Context;
  const SourceText &Source;
  llvm::SmallPtrSet<const VarDecl *, 8> ForkVariables;
  CallFacts Facts{};
};
} // namespace

CallFacts xfork::analyseGroup(const Site &S, const std::vector<Site> &All, const ASTContext &Context, const SourceText &Source) {
  return GroupAnalyser(S, All, Context, Source).run();
}

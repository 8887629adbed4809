#include "analyse/Place.h"
#include "prove/StandardLibrary.h"
#include "prove/Walker.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {
DomainRef with(DomainRef Outer, ConditionRef Holds, std::string Text = "") {
  return std::make_shared<const Domain>(Domain{std::move(Holds), std::nullopt, std::move(Outer), std::move(Text)});
}

/// A bound that would be negative is huge instead, and the loop would run over all memory: nobody means that.
ConditionRef atFaceValue(const ConditionRef &C) {
  if (!C)
    return nullptr;
  auto Copy = std::make_shared<Condition>(*C);
  Copy->MustNotBeNegative.clear();
  Copy->First = atFaceValue(C->First);
  Copy->Second = atFaceValue(C->Second);
  return Copy;
}

/// Whether a loop may end before its condition says so.
struct ExitFinder : RecursiveASTVisitor<ExitFinder> {
  bool Found = false;
  unsigned Depth = 0;

  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseStmt(Stmt *S) {
    bool Opens = S && isa<ForStmt, WhileStmt, DoStmt, CXXForRangeStmt, SwitchStmt>(S);
    Depth += Opens;
    bool Result = RecursiveASTVisitor::TraverseStmt(S);
    Depth -= Opens;
    return Result;
  }
  bool VisitBreakStmt(BreakStmt *) { return !(Found |= Depth == 0); }
  bool VisitReturnStmt(ReturnStmt *) { return !(Found = true); }
  bool VisitGotoStmt(GotoStmt *) { return !(Found = true); }
  bool VisitCXXThrowExpr(CXXThrowExpr *) { return !(Found = true); }
};

bool mayExit(const Stmt *Body) {
  ExitFinder Finder;
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  return Finder.Found;
}
} // namespace

Walker::Walker(const Site &S, const ASTContext &Context, Trace &Out) : Context(Context), S(S), Out(Out) {
  if (const FunctionDecl *Around = outermostFunction(S.Function); Around && Around->getBody())
    FunctionChanges = modifications(Around->getBody());
  Frames.emplace_back();
  Frames.back().Function = S.Function;
  Location This;
  This.Root = Location::This;
  Frames.back().This.push_back(This);
}

/// What the statements around the loop say about where it stands: `for (k ...) if (m > 0) [[fork::parallel]] for ...`.
void Walker::surroundings() {
  llvm::SaveAndRestore<bool> Silent(Quiet, true);
  auto Add = [&](ConditionRef Holds) {
    if (Holds)
      When = with(When, std::move(Holds));
  };
  for (size_t I = 0; I != S.Ancestors.size(); ++I) {
    const Stmt *Inside = withoutAttributes(I + 1 == S.Ancestors.size() ? S.Statement : S.Ancestors[I + 1]);
    if (const auto *If = dyn_cast<IfStmt>(S.Ancestors[I]); If && If->getCond() && !dependsOn(If->getCond(), modifiedVariables(If))) {
      ConditionRef Holds = truth(value(If->getCond()));
      if (withoutAttributes(If->getThen()) == Inside)
        Add(Holds);
      else if (If->getElse() && withoutAttributes(If->getElse()) == Inside)
        Add(negation(Holds));
    }
    const auto *For = dyn_cast<ForStmt>(S.Ancestors[I]);
    std::optional<LoopIndex> Index = For && withoutAttributes(For->getBody()) == Inside ? loopIndex(For) : std::nullopt;
    if (!Index || Index->StepsInCondition)
      continue;
    VariableSet Changed = modifiedVariables(For->getBody());
    if (For->getCond() && !dependsOn(For->getCond(), Changed))
      Add(truth(value(For->getCond())));
    Changed.insert(cast<ValueDecl>(Index->Variable->getCanonicalDecl()));
    if (!Index->First || dependsOn(Index->First, Changed) || !Index->Variable->getType()->isIntegerType())
      continue;
    Number First = value(Index->First).Value;
    Number Now = loadOne(Location::variable(Index->Variable, false), nullptr, Index->Variable->getType()).Value;
    Add(Index->CountsUp ? xfork::compare(Condition::LessEqual, First, Now) : xfork::compare(Condition::LessEqual, Now, First));
  }
}

void Walker::loop(const Stmt *Loop) {
  surroundings();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    return rangeLoop(Range, Atom::Iteration);
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    if (std::optional<LoopIndex> Index = loopIndex(For))
      return countedLoop(For, *Index, Atom::Iteration);
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    if (const auto *D = dyn_cast_or_null<DeclStmt>(For->getInit()); D && D->isSingleDecl() && For->getInc())
      return chainLoop(For, cast<VarDecl>(D->getSingleDecl()));
  // Another form: iterations are told apart, and nothing else is known.
  Out.Iteration = Out.All.index(Atom::Iteration, "");
  When = std::make_shared<const Domain>(Domain{nullptr, Out.Iteration, When});
  const auto *While = dyn_cast<WhileStmt>(Loop);
  if (!While)
    return otherLoop(Loop);
  // The condition is not part of an iteration, which has its own of what it gives a value.
  forget(Loop);
  for (const ValueDecl *D : modifiedVariables(While->getCond()))
    if (const auto *V = dyn_cast<VarDecl>(D); V && V->hasLocalStorage() && !V->getType()->isReferenceType()) {
      own(V);
      Operand &Given = Known[V] = Operand();
      if (V->getType()->isAnyPointerType())
        Given.Targets.push_back(Location()); // nobody knows where
    }
  statement(While->getBody());
}

/// `for (p = head; p; p = p->next)`: a pointer never has a value twice, or the loop would not end, as each value follows from
/// the one before.
void Walker::chainLoop(const ForStmt *For, const VarDecl *V) {
  forget(For);
  Out.Iteration = Out.All.index(Atom::Iteration, V->getName());
  When = std::make_shared<const Domain>(
      Domain{xfork::compare(Condition::LessEqual, Number(0), Polynomial::atom(Out.Iteration)), Out.Iteration, When});
  own(V);
  Operand &Now = Known[cast<ValueDecl>(V->getCanonicalDecl())] = Operand();
  if (V->getType()->isPointerType()) {
    Location Each = Location::variable(V, true).element({Polynomial::atom(Out.Iteration)}, true);
    Each.Type = V->getType()->getPointeeType();
    Now = Operand::pointer({Each});
    Out.Chain = cast<ValueDecl>(V->getCanonicalDecl());
  } else if (isIteratorClass(V->getType()))
    Now.Targets.push_back(Location());
  statement(For->getBody());
}

Walker::End Walker::statement(const Stmt *Code) {
  if (!Code)
    return End::Falls;
  if (Budget == 0 || --Budget == 0) {
    Out.IsComplete = false;
    return End::Falls;
  }
  Code = withoutAttributes(Code);
  if (const auto *E = dyn_cast<Expr>(Code)) {
    value(E);
    return isa<CXXThrowExpr>(stripped(E)) ? End::Leaves : End::Falls;
  }
  if (const auto *Block = dyn_cast<CompoundStmt>(Code))
    return block(Block);
  if (const auto *If = dyn_cast<IfStmt>(Code))
    return branch(If);
  if (const auto *D = dyn_cast<DeclStmt>(Code)) {
    for (const Decl *Declared : D->decls())
      if (const auto *V = dyn_cast<VarDecl>(Declared))
        declare(V);
    return End::Falls;
  }
  if (const auto *For = dyn_cast<ForStmt>(Code))
    return forLoop(For), End::Falls;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Code))
    return rangeLoop(Range, Atom::Inner), End::Falls;
  if (isa<WhileStmt, DoStmt, SwitchStmt, CXXTryStmt>(Code))
    return otherLoop(Code), mayExit(Code) ? End::Either : End::Falls;
  if (const auto *R = dyn_cast<ReturnStmt>(Code))
    return returned(R), End::Leaves;
  if (isa<ContinueStmt, BreakStmt, GotoStmt>(Code))
    return End::Leaves;
  End Last = End::Falls;
  for (const Stmt *Child : Code->children())
    Last = statement(Child);
  return Last;
}

Walker::End Walker::block(const CompoundStmt *Block) {
  // What stands behind a jump is walked too: a label or a case may lead there.
  End Result = End::Falls;
  for (const Stmt *Child : Block->body()) {
    End E = statement(Child);
    if (E == End::Leaves && Result == End::Falls)
      Result = End::Leaves;
    else if (E == End::Either || isa<LabelStmt, SwitchCase>(Child))
      Result = End::Either;
  }
  return Result;
}

Walker::End Walker::guarded(const Stmt *Code, ConditionRef Holds, StringRef Text) {
  llvm::SaveAndRestore<DomainRef> Saved(When, with(When, std::move(Holds), Text.str()));
  return statement(Code);
}

/// A branch that leaves guards what follows it.
Walker::End Walker::branch(const IfStmt *If) {
  statement(If->getInit());
  if (If->getConditionVariable())
    declare(If->getConditionVariable());
  ConditionRef Holds = truth(value(If->getCond()));
  std::string Text = text(If->getCond());
  Environment Before = Known;
  End Then = guarded(If->getThen(), Holds, Text);
  Environment AfterThen = std::exchange(Known, Before);
  End Else = If->getElse() ? guarded(If->getElse(), negation(Holds), Text) : End::Falls;
  if (Then == End::Leaves && Else != End::Leaves)
    When = with(When, negation(Holds), Text);
  else if (Else == End::Leaves && Then != End::Leaves)
    When = with(When, Holds, Text);
  if ((Then == End::Either && Else != End::Leaves) || (Else == End::Either && Then != End::Leaves))
    When = with(When, nullptr, Text);
  if (Then == End::Leaves && Else == End::Leaves)
    return End::Leaves;
  if (Else == End::Leaves)
    Known = AfterThen;
  else if (Then != End::Leaves)
    Known = joined(AfterThen, Known);
  return Then == End::Falls && Else == End::Falls ? End::Falls : End::Either;
}

void Walker::own(const VarDecl *V) {
  Locals.insert(cast<ValueDecl>(V->getCanonicalDecl()));
  if (const auto *D = dyn_cast<DecompositionDecl>(V))
    for (const BindingDecl *B : D->bindings())
      Locals.insert(B);
}

void Walker::declare(const VarDecl *V) {
  if (V->isStaticLocal())
    return; // one object for all iterations, and it is initialised once
  own(V);
  Known[V] = Operand();
  if (V->getInit())
    initialise(V);
}

void Walker::initialise(const VarDecl *V) {
  const Expr *Init = V->getInit();
  if (V->getType()->isReferenceType()) {
    Operand Bound;
    Bound.Targets = Init->isGLValue() || Init->isTypeDependent() ? locate(Init) : Locations();
    if (Bound.Targets.empty()) { // a temporary, kept alive
      if (!Init->isGLValue())
        Bound = value(Init);
      Bound.Targets.push_back(Location::variable(V, true));
    }
    Known[V] = Bound;
    return;
  }
  Known[V] = value(Init);
}

void Walker::returned(const ReturnStmt *R) {
  const Expr *E = R->getRetValue();
  if (!E)
    return;
  bool IsReference = Frames.back().Function && Frames.back().Function->getReturnType()->isReferenceType();
  Operand O;
  if (IsReference)
    O.Targets = locate(E);
  else
    O = value(E);
  Frames.back().Returned.push_back(std::move(O));
}

/// Variables that the code changes have no value that is known before each of its rounds. A pointer that is only moved
/// stays in its array.
void Walker::forget(const Stmt *Code) {
  Modifications Changed = modifications(Code);
  for (auto &[Variable, Value] : Known)
    std::erase_if(Value.Parts, [&](const auto &Part) { return Changed.Members.contains(Part.first) || Changed.Any.contains(Part.first); });
  for (const ValueDecl *D : Changed.Any) {
    if (D->getType()->isReferenceType())
      continue;
    Operand Before = loadQuietly(D);
    Operand &O = Known[D];
    O = Operand();
    for (const Location &L : Before.Targets)
      if (!Changed.Replaced.contains(D) && L.Root != Location::Unknown)
        O.Targets.push_back(L.moved(std::nullopt));
    if (!Before.Targets.empty() && O.Targets.empty())
      O.Targets.push_back(whatItLeadsTo(D));
  }
}

Operand Walker::loadQuietly(const ValueDecl *D) {
  llvm::SaveAndRestore<bool> Silent(Quiet, true);
  return loadOne(Location::variable(D, Locals.contains(D)), nullptr, D->getType());
}

void Walker::forLoop(const ForStmt *For) {
  std::optional<LoopIndex> Index = loopIndex(For);
  if (!Index)
    return otherLoop(For);
  llvm::SaveAndRestore<DomainRef> Saved(When);
  countedLoop(For, *Index, Atom::Inner);
}

void Walker::countedLoop(const ForStmt *For, const LoopIndex &Index, Atom::AtomKind Kind) {
  bool IsParallel = Kind == Atom::Iteration;
  llvm::SaveAndRestore<bool> Outside(Quiet, Quiet || IsParallel); // the head runs before the loop
  statement(For->getInit());
  const ValueDecl *Variable = cast<ValueDecl>(Index.Variable->getCanonicalDecl());
  Operand First = loadQuietly(Variable);
  if (IsParallel)
    own(Index.Variable);
  if (Index.StepsInCondition)
    First.Value = First.Value - Number(1);
  Number Step = Index.Step ? value(Index.Step).Value : Number(1);
  if (!Index.CountsUp)
    Step = Number(0) - Step;
  forget(For);
  AtomId Round = Out.All.index(Kind, Index.Variable->getName());
  if (IsParallel)
    Out.Iteration = Round;
  Number Offset = Step * Polynomial::atom(Round);
  Operand Now;
  Now.Value = First.Value + Offset;
  for (const Location &L : First.Targets)
    Now.Targets.push_back(L.moved(stepped(Index.Variable->getType(), Offset)));
  Known[Variable] = Now;
  When = std::make_shared<const Domain>(
      Domain{xfork::compare(Condition::LessEqual, Number(0), Polynomial::atom(Round)), Round, When});
  if (Step && !Step->constant()) // a step of no size would be no loop
    When = with(When, Index.CountsUp ? xfork::compare(Condition::Less, Number(0), Step)
                                     : xfork::compare(Condition::Less, Step, Number(0)));
  if (For->getCond() && !Index.StepsInCondition) {
    Operand Holds = value(For->getCond());
    if (std::optional<Comparison> C = xfork::comparison(For->getCond()); C && C->Op == BO_NE && Step) {
      // It stops at equality; what counts on the way is that it has not got there.
      llvm::SaveAndRestore<bool> Silent(Quiet, true);
      bool Up = Index.CountsUp != isReverseIterator(Index.Variable->getType());
      const auto *D = dyn_cast<DeclRefExpr>(stripped(C->Left));
      bool Left = D && D->getDecl() == Index.Variable;
      Holds = compare(Up == Left ? BO_LT : BO_GT, value(C->Left), value(C->Right), false);
    }
    When = std::make_shared<const Domain>(Domain{atFaceValue(truth(Holds)), std::nullopt, When, text(For->getCond()), IsParallel});
  }
  if (mayExit(For->getBody()) && !IsParallel)
    When = with(When, nullptr, "the loop may end early");
  Quiet = Outside.get();
  {
    llvm::SaveAndRestore<DomainRef> Saved(When);
    statement(For->getBody());
  }
  if (!IsParallel) {
    value(For->getInc());
    forget(For);
  }
}

Number Walker::elementCount(const Location &Range, QualType T) {
  if (const auto *Array = dyn_cast_or_null<ConstantArrayType>(T.isNull() ? nullptr : T.getNonReferenceType()->getAsArrayTypeUnsafe()))
    return Polynomial(static_cast<int64_t>(Array->getSize().getZExtValue()));
  std::optional<std::string> Key = Range.invariantKey(Out.All);
  if (!Key)
    return std::nullopt;
  AtomId Size = Out.All.parameter("size" + *Key, "the size", true);
  Assumed.push_back({Size, Range, true});
  return Polynomial::atom(Size);
}

void Walker::rangeLoop(const CXXForRangeStmt *For, Atom::AtomKind Kind) {
  bool IsParallel = Kind == Atom::Iteration;
  llvm::SaveAndRestore<DomainRef> Saved(When);
  llvm::SaveAndRestore<bool> Outside(Quiet, Quiet || IsParallel); // the range is made before the loop
  statement(For->getInit());
  const Expr *RangeExpr = For->getRangeInit();
  bool IsPlace = RangeExpr->isGLValue() || RangeExpr->isTypeDependent();
  Locations Range = IsPlace ? locate(RangeExpr) : Locations();
  Operand Temporary = IsPlace ? Operand() : value(RangeExpr);
  if (Temporary.Copy)
    Range.push_back(*Temporary.Copy);
  Quiet = Outside.get();
  forget(For->getBody());
  const VarDecl *V = For->getLoopVariable();
  own(V);
  AtomId Round = Out.All.index(Kind, V->getName());
  if (IsParallel)
    Out.Iteration = Round;
  When = std::make_shared<const Domain>(
      Domain{xfork::compare(Condition::LessEqual, Number(0), Polynomial::atom(Round)), Round, When});
  if (Range.size() == 1)
    if (Number Count = elementCount(Range.front(), RangeExpr->getType()))
      When = with(When, xfork::compare(Condition::Less, Polynomial::atom(Round), Count));
  Locations Elements;
  for (const Location &L : Range) {
    Result R = elementOf({L}, RangeExpr->getType(), Polynomial::atom(Round), RangeExpr);
    Elements.append(R.Place.begin(), R.Place.end());
  }
  if (V->getType()->isReferenceType()) {
    if (Elements.empty()) // elements of a temporary
      Elements.push_back(Location::variable(V, true));
    Known[V] = Operand::pointer(Elements);
  } else if (isBitReference(V->getType()))
    Known[V] = Operand::pointer(Elements);
  else
    Known[V] = Elements.empty() ? Operand() : load(Elements, RangeExpr);
  if (mayExit(For->getBody()) && !IsParallel)
    When = with(When, nullptr, "the loop may end early");
  statement(For->getBody());
  if (!IsParallel)
    forget(For->getBody());
}

/// `while`, `do`, `switch`, `try`, and a `for` of another form: whatever it changes is unknown from the start.
void Walker::otherLoop(const Stmt *Loop) {
  forget(Loop);
  llvm::SaveAndRestore<DomainRef> Saved(When, with(When, nullptr, "the number of rounds is not known"));
  for (const Stmt *Child : Loop->children())
    statement(Child);
  forget(Loop);
}

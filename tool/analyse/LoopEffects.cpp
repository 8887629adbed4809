#include "analyse/LoopEffects.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/ElementFindings.h"
#include "analyse/ExitEffects.h"
#include "analyse/LoopCollections.h"
#include "analyse/LoopExits.h"
#include "analyse/LoopOutput.h"
#include "analyse/LoopVariables.h"
#include "analyse/Mentions.h"
#include "analyse/Purity.h"
#include "analyse/WhileCondition.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace xfork;

namespace {
class Judge {
public:
  Judge(const Site &S, const LoopHeader &Header, const ASTContext &Context, const SourceText &Source, LoopFacts &Facts)
      : S(S), Header(Header), AssumeIndependent(S.Attributes.has(Annotation::Independent)), Source(Source), Facts(Facts),
        Proofs(S, Context), Elements(Proofs, Source),
        All(bodyAccesses(Header, Facts.Exits, Context)), Context(Context),
        Variables(S, Header, All, Context, Source, Facts), IsOrdered(S.Attributes.has(Annotation::Ordered)),
        Output(Header, All, Context, Source, Facts), Collections(Header, All, Context, Source, IsOrdered, Facts) {}

  void run() {
    if (!checkIndex())
      return;
    if (Header.Last)
      checkInvariant(Header.Last, "bound");
    if (Header.Step)
      checkInvariant(Header.Step, "step");
    if (Header.Next)
      checkSteps();
    if (Header.Condition) {
      add(judgeCondition(S, Header, All, Facts.Exits, Context, Source));
      if (!Facts.Findings.empty() && StringRef(Facts.Findings.back().Arguments.front()).starts_with("its body takes the step"))
        return; // everything else is about that step
    }
    if (Header.IsTakenRange)
      add(judgeTakenRange(S, Header, All, Facts.Exits, Context, Source));
    Variables.recognise();
    if (IsOrdered)
      Output.order();
    std::vector<const Access *> Reported;
    for (const Access &A : All.List)
      if (A.writes() && concerns(A) && !llvm::any_of(Reported, [&](const Access *R) { return sameTarget(*R, A); }))
        if (judge(A))
          Reported.push_back(&A);
    for (const Access &A : All.List)
      if (Variables.covers(A) || Output.covers(A) || Collections.covers(A))
        Reported.push_back(&A); // nothing more to say of it
    add(Elements.unseen(All, Reported, [&](const Access &A) {
      return A.Place.Kind == Place::Variable && isOwn(A.Place.Root) && !concerns(A);
    }));
    add(inOrder(Elements.calls()));
    add(judgeExitEffects(S, Header, Facts.Exits, All, Proofs, Source, [&](const Access &A) {
      auto IsRefused = [&](const Finding &F) { return F.refuses() && F.Loc == A.Where->getExprLoc(); };
      return !concerns(A) || A.Kind == AccessKind::Update || llvm::any_of(Facts.Findings, IsRefused);
    }));
    Facts.Assumptions = Elements.assumptions();
  }

private:
  // --- Which accesses matter

  bool isIndex(const Access &A) const {
    return Header.Variable && A.Place.Kind == Place::Variable && A.Place.Root == Header.Variable && A.Place.Path.empty() &&
           !Header.Variable->getType()->isReferenceType();
  }

  bool concerns(const Access &A) const {
    if (A.Place.Kind == Place::Temporary || isIndex(A) || Variables.covers(A) || Output.covers(A) || Collections.covers(A))
      return false;
    if (A.Place.Kind != Place::Variable)
      return true;
    const auto *V = dyn_cast<VarDecl>(A.Place.Root);
    if (V && (V->getType().isVolatileQualified() || V->getTSCSpec() == TSCS_thread_local))
      return V->getTSCSpec() != TSCS_thread_local;
    if (!isOwn(A.Place.Root))
      return true;
    // A static local is shared; so is what a local pointer that the analysis cannot follow points to.
    if (V && V->isStaticLocal())
      return true;
    return V && V->getType()->isAnyPointerType() && !A.Place.Path.empty() && !ownsPointee(V);
  }

  /// Declared by the iteration itself, its copy of the element included.
  bool isOwn(const ValueDecl *D) const { return All.Locals.contains(D) || D == Header.Variable; }

  static bool ownsPointee(const VarDecl *V) {
    const Expr *Init = V->getInit() ? stripped(V->getInit()) : nullptr;
    return Init && isa<CXXNewExpr>(Init);
  }

  static bool sameTarget(const Access &A, const Access &B) {
    return A.Place.sameRoot(B.Place) && A.Kind == B.Kind && A.Callee == B.Callee && A.Place.Path.size() == B.Place.Path.size();
  }

  // --- The head

  bool checkIndex() {
    for (const Access &A : All.List)
      if (A.writes() && isIndex(A) && !Header.Range)
        return add(Diag::IndexModified, A.Where->getExprLoc(), {Header.Variable->getNameAsString()}), false;
    return true;
  }

  void checkInvariant(const Expr *E, StringRef What) {
    Accesses Used = collectAccesses(Context, E);
    for (const Access &A : Used.List)
      for (const Access &W : All.List)
        if (W.writes() && mayOverlap(W.Place, A.Place) && reaches(W, A) && !readsPointerOnly(A, W) &&
            !(Proofs.knows(W.Where) && !Elements.changes(A)))
          return add(Diag::LoopBound, E->getExprLoc(), {"it uses '" + text(A) + "'"},
                     {{Diag::AccessHere, W.Where->getExprLoc(), "'" + text(W) + "' is changed"}});
    if (const Expr *Call = opaqueCall(E))
      add(Diag::LoopBound, Call->getExprLoc(), {"it calls a function; compute the " + What.str() + " before the loop"});
  }

  /// Condition and step are evaluated by themselves, and more than once for a value.
  void checkSteps() {
    for (const Expr *E : {Header.While, Header.Next}) {
      Accesses Used = collectAccesses(Context, E);
      for (const Access &A : Used.List) {
        if (isIndex(A) && (A.Kind == AccessKind::Read || E == Header.Next))
          continue;
        if (A.writes())
          return add(Diag::LoopForm, A.Where->getExprLoc(), {"its head changes '" + text(A) + "', so that it cannot be evaluated by itself"});
        for (const Access &W : All.List)
          if (W.writes() && mayOverlap(W.Place, A.Place) && reaches(W, A) && !(W.Kind == AccessKind::Change && !W.ByLibrary && !W.Place.isWholeObject()))
            return add(Diag::LoopBound, A.Where->getExprLoc(), {"it uses '" + text(A) + "'"},
                       {{Diag::AccessHere, W.Where->getExprLoc(), "'" + text(W) + "' is changed"}});
      }
      if (const Expr *Call = opaqueCall(E))
        return add(Diag::LoopBound, Call->getExprLoc(), {"its head calls a function that may give something else the next time"});
    }
  }

  /// A pointer is read, and what it points to is written: two different objects.
  static bool readsPointerOnly(const Access &A, const Access &Other) {
    return A.Kind == AccessKind::Read && A.Place.Path.size() < Other.Place.Path.size() && A.Where->getType()->isAnyPointerType();
  }

  /// Elements may change while a bound asks for the size.
  static bool reaches(const Access &W, const Access &Bound) {
    return Bound.Kind != AccessKind::Size || W.Place.Path.size() <= Bound.Place.Path.size();
  }

  const Expr *opaqueCall(const Expr *E) const {
    const Expr *Bare = stripped(E);
    if (const auto *C = dyn_cast<CallExpr>(Bare)) {
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(C->getDirectCallee());
      const FunctionDecl *F = C->getDirectCallee();
      CallKnowledge K = knowledgeOf(C);
      bool Harmless = isa<CXXOperatorCallExpr>(C) || (Method && (Method->isConst() || Method->isStatic())) || K.OnlyReads ||
                      K.AsksSize || K.GivesElement || (F && (F->isConstexpr() || F->hasAttr<ConstAttr>() || F->hasAttr<PureAttr>())) ||
                      (F && isStd(F)) || isPure(F, Context);
      if (!Harmless)
        return C;
    }
    for (const Stmt *Child : Bare->children())
      if (const auto *Inner = dyn_cast_or_null<Expr>(Child))
        if (const Expr *Found = opaqueCall(Inner))
          return Found;
    return nullptr;
  }

  // --- The body

  /// True if something was said, so that the same is not said twice.
  bool judge(const Access &A) {
    if (Header.TripCount && *Header.TripCount <= 1)
      return false;
    if (A.IsOutput || isStream(A))
      return judgeOutput(A);
    bool HasOwnElement = llvm::any_of(A.Place.Path, [](const PlaceStep &S) { return S.PerIteration; });
    if (A.Place.Kind == Place::Unknown && HasOwnElement)
      return false;
    if (A.Place.Kind == Place::Unknown)
      return judgeElement(A);
    if (A.Kind == AccessKind::Update)
      return judgeUpdate(A);
    if (A.Kind == AccessKind::Change)
      return judgeChange(A);
    if (A.Place.isWholeObject())
      return Collections.explain(A) ? false : (sharedWrite(A), true);
    return judgeElement(A);
  }

  /// A stream or file that a callee is given.
  static bool isStream(const Access &A) {
    QualType T = A.Where->getType();
    return A.Kind == AccessKind::Change && (LoopOutput::isStream(T) || LoopOutput::isFile(T));
  }

  bool judgeOutput(const Access &A) {
    if (A.Place.Kind == Place::Variable && !A.Place.isWholeObject() && !LoopOutput::isFile(A.Where->getType()))
      return judgeElement(A);
    if (A.Call.isValid())
      return false; // said of the callee
    if (IsOrdered)
      return add(Diag::OrderedOutput, A.Where->getExprLoc(), {stream(A), "it is not named by the loop itself"}), true;
    if (!AssumeIndependent)
      Facts.Findings.push_back({Diag::UnorderedOutput, A.Where->getExprLoc(), {stream(A)}, {}, askForOrder()});
    return true;
  }

  /// `, fork::ordered` behind `fork::parallel`
  std::optional<FixItHint> askForOrder() const {
    for (Annotation Kind : {Annotation::Parallel, Annotation::Thread})
      if (const AnnotateAttr *A = S.Attributes.find(Kind))
        if (std::optional<Span> Where = Source.span(A->getRange()); Where && Source.text(*Where).ends_with(info(Kind).Name)) {
          bool IsScoped = Source.text(*Where).contains("::");
          SourceLocation End = Source.location({Where->File, Where->End, Where->End});
          return FixItHint::CreateInsertion(End, IsScoped ? ", fork::ordered" : ", ordered");
        }
    return std::nullopt;
  }

  /// What callees print by themselves cannot be caught.
  std::vector<Finding> inOrder(std::vector<Finding> Found) const {
    for (Finding &F : Found)
      if (IsOrdered && F.Id == Diag::UnorderedOutput)
        F = {Diag::OrderedOutput, F.Loc, {F.Arguments.front(), "a function that the loop calls prints to it; give the stream to that function"}, F.Notes};
    return Found;
  }

  bool judgeUpdate(const Access &A) {
    if (isReduction(A)) {
      addReduction(A);
      return false;
    }
    if (Collections.explain(A))
      return false;
    if (A.Op == ReductionOp::Append)
      return sharedMutation(A), true;
    return sharedWrite(A), true;
  }

  bool isReduction(const Access &A) const {
    QualType T = A.Where->getType().getNonReferenceType();
    bool IsAppend = A.Op == ReductionOp::Append;
    if (!IsAppend && !T->isDependentType() && !T->isArithmeticType() && !isStdNumber(T))
      return false;
    if (A.Call.isValid() || T.isVolatileQualified() || A.IsOrderSensitive || A.Where->refersToBitField())
      return false;
    return llvm::all_of(All.List, [&](const Access &Other) {
      if (!mayOverlap(A.Place, Other.Place))
        return true;
      return Other.Kind == AccessKind::Update && Other.Op == A.Op && Other.Place.Path.size() == A.Place.Path.size();
    });
  }

  static bool isStdNumber(QualType T) {
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    return R && isStd(R) && R->getIdentifier() && (R->getName() == "complex" || R->getName() == "basic_string");
  }

  /// Rounding makes the order of folds matter.
  std::string optionFor(const Access &A) const {
    QualType T = A.Where->getType().getNonReferenceType();
    const CXXRecordDecl *R = T->getAsCXXRecordDecl();
    bool Rounds = T->isRealFloatingType() || (R && R->getIdentifier() && R->getName() == "complex");
    bool IsFold = A.Op == ReductionOp::Plus || A.Op == ReductionOp::Multiplies;
    return (IsOrdered && Rounds && IsFold ? "ordered_" : "reduction_") + name(A.Op).str();
  }

  /// What a reference that the body declares is bound to: `v` of `auto &r = v`, which is where the part comes in.
  const Expr *named(const Expr *E) const {
    while (const auto *D = dyn_cast<DeclRefExpr>(stripped(E))) {
      const auto *V = dyn_cast<VarDecl>(D->getDecl());
      if (!V || !All.Locals.contains(V) || !V->getType()->isReferenceType() || !V->getInit())
        break;
      E = stripped(V->getInit());
    }
    return E;
  }

  /// Whether its name means nothing outside the body: `r.x` of `auto &r = s`.
  bool isNamedByLocal(const Expr *E) const {
    E = stripped(E);
    if (const auto *M = dyn_cast<MemberExpr>(E))
      return isNamedByLocal(M->getBase());
    const auto *D = dyn_cast<DeclRefExpr>(E);
    return D && All.Locals.contains(D->getDecl());
  }

  void addReduction(const Access &A) {
    const Expr *Named = named(A.Where);
    bool IsRecord = llvm::StringRef(optionFor(A)).starts_with("ordered_"); // which no reference to a number binds to
    if (isNamedByLocal(Named) || (Named != A.Where && IsRecord))
      return add(Diag::SharedWrite, A.Where->getExprLoc(), {text(A)},
                 {{Diag::Advice, A.Where->getExprLoc(), "it is named by a reference that the iteration declares; name the variable itself"}});
    std::optional<Span> Mention = Source.span(Named->getSourceRange());
    if (!Mention && !A.Place.Path.empty())
      return add(Diag::SiteInMacro, A.Where->getExprLoc(), {});
    std::string Identity = identity(A.Place.Root ? A.Place.Root : A.Place.Path.back().Field);
    for (const PlaceStep &Step : A.Place.Path)
      Identity += "." + identity(Step.Field);
    auto IsSame = [&](const OptionFact &O) { return !O.Parts.empty() && O.Parts.front().Identity == Identity; };
    auto It = llvm::find_if(Facts.Options, IsSame);
    if (It == Facts.Options.end()) {
      const ValueDecl *Last = A.Place.Path.empty() ? A.Place.Root : A.Place.Path.back().Field;
      std::string Text = Mention ? Source.text(*Mention).str() : Last->getNameAsString();
      Facts.Options.push_back({optionFor(A), {{Text, Last->getNameAsString() + "_part", Identity, {}}}});
      It = std::prev(Facts.Options.end());
    }
    PartFact &Part = It->Parts.front();
    Part.IsHidden |= !Mention;
    if (Mention && !llvm::is_contained(Part.Mentions, *Mention))
      Part.Mentions.push_back(*Mention);
  }

  bool judgeChange(const Access &A) {
    if (Proofs.follows(A.Where))
      return judgeElement(A); // what the callee does there is known
    if (A.Place.isWholeObject()) {
      if (A.ByLibrary && Collections.explain(A))
        return false;
      if (A.ByLibrary)
        sharedMutation(A);
      else
        warn(Diag::OpaqueCall, A, {text(A), A.Callee});
      return true;
    }
    return judgeElement(A);
  }

  /// An element is written: what the proofs say of it.
  bool judgeElement(const Access &A) {
    std::optional<Finding> F = Elements.about(A);
    if (!F || ((F->refuses() || !AssumeIndependent) && Collections.explain(A)))
      return false;
    add({*F});
    return true;
  }

  void add(const std::vector<Finding> &Found) {
    for (const Finding &F : Found)
      if (F.refuses() || !AssumeIndependent)
        Facts.Findings.push_back(F);
  }

  void sharedMutation(const Access &A) {
    add(Diag::SharedMutation, A.Where->getExprLoc(), {text(A), A.Callee}, declaration(A));
  }

  void sharedWrite(const Access &A) {
    std::vector<FindingNote> Notes = declaration(A);
    if (A.Call.isValid())
      Notes.push_back({Diag::AccessHere, A.Where->getExprLoc(), "'" + text(A) + "' is written"});
    if (const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root); V && !Variables.whyNot(V).empty())
      Notes.push_back({Diag::Advice, A.Where->getExprLoc(), Variables.whyNot(V)});
    if (A.IsOrderSensitive)
      Notes.push_back({Diag::Advice, A.Where->getExprLoc(),
                       "of 0.0 and -0.0 the last one would count, and of values that are no numbers any; write 'if (x < m) m = x' or "
                       "'m = std::min(m, x)', where the first one does"});
    add(Diag::SharedWrite, A.Call.isValid() ? A.Call : A.Where->getExprLoc(), {text(A)}, Notes);
  }

  // --- Saying it

  std::vector<FindingNote> declaration(const Access &A) const {
    if (A.Place.Kind != Place::Variable)
      return {};
    return {{Diag::DeclaredHere, A.Place.Root->getLocation(), A.Place.Root->getNameAsString()}};
  }

  /// The stream itself, not what has been written to it on the way.
  std::string stream(const Access &A) const {
    if (A.Place.Kind != Place::Variable)
      return A.Place.Kind == Place::Unknown ? "stdout" : text(A);
    return A.Place.Root->getQualifiedNameAsString();
  }

  std::string text(const Access &A) const { return spelled(A, Source); }

  void add(Diag Id, SourceLocation Loc, std::vector<std::string> Arguments, std::vector<FindingNote> Notes = {}) {
    Facts.Findings.push_back({Id, Loc, std::move(Arguments), std::move(Notes)});
  }

  void warn(Diag Id, const Access &A, std::vector<std::string> Arguments, std::vector<FindingNote> Notes = {}) {
    if (!AssumeIndependent)
      add(Id, A.Where->getExprLoc(), std::move(Arguments), std::move(Notes));
  }

  const Site &S;
  const LoopHeader &Header;
  bool AssumeIndependent;
  const SourceText &Source;
  LoopFacts &Facts;
  ElementProofs Proofs;
  ElementFindings Elements;
  Accesses All;
  const ASTContext &Context;
  LoopVariables Variables;
  bool IsOrdered;
  LoopOutput Output;
  LoopCollections Collections;
};
} // namespace

void xfork::judgeEffects(const Site &S, const LoopHeader &Header, const ASTContext &Context, const SourceText &Source,
                         LoopFacts &Facts) {
  Judge(S, Header, Context, Source, Facts).run();
}

#include "analyse/ProcessFacts.h"
#include "analyse/AtomicWrites.h"
#include "analyse/CalleeKnowledge.h"
#include "analyse/Travel.h"
#include "source/SourceText.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

namespace {
/// One thing that the other process changes.
struct Change {
  std::string Text; ///< To bring it back by, in the program's words; empty where that is not possible.
  std::string Why;  ///< Then: why not.
};

/// Of the library, or of what it is made of.
bool isOfLibrary(const Decl *D) {
  if (isStd(D))
    return true;
  for (const DeclContext *Around = D ? D->getDeclContext() : nullptr; Around; Around = Around->getParent())
    if (const auto *N = dyn_cast<NamespaceDecl>(Around); N && N->getIdentifier() && N->getName() == "__gnu_cxx")
      return true;
  return false;
}

/// Whether it names the same object when it is evaluated again, and changes nothing.
bool isRepeatable(const Expr *E) {
  E = stripped(E);
  if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E))
    return isOfLibrary(Op->getDirectCallee()) &&
           (Op->getOperator() == OO_Subscript || Op->getOperator() == OO_Star) &&
           llvm::all_of(Op->arguments(), isRepeatable);
  if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
    return Call->getMethodDecl() && isStd(Call->getMethodDecl()) &&
           (Call->getMethodDecl()->isConst() || knowledgeOf(Call).GivesElement) &&
           isRepeatable(Call->getImplicitObjectArgument()) && llvm::all_of(Call->arguments(), isRepeatable);
  if (const auto *U = dyn_cast<UnaryOperator>(E))
    return !U->isIncrementDecrementOp() && isRepeatable(U->getSubExpr());
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return !B->isAssignmentOp() && isRepeatable(B->getLHS()) && isRepeatable(B->getRHS());
  if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(E))
    return isRepeatable(Subscript->getBase()) && isRepeatable(Subscript->getIdx());
  if (const auto *Member = dyn_cast<MemberExpr>(E))
    return isRepeatable(Member->getBase());
  return isa<DeclRefExpr, CXXThisExpr, IntegerLiteral, CharacterLiteral, CXXBoolLiteralExpr>(E);
}

class ChangeReader {
public:
  ChangeReader(const ASTContext &Context, const SourceText &Source, std::vector<SerialiserFact> &Needed)
      : Context(Context), Source(Source), Needed(Needed) {}

  Change read(const Access &A) const {
    if (A.Call.isValid() && A.Place.Kind == Place::This && !A.Place.Path.empty() &&
        A.Place.Path.front().Field)
      return object(A.Place.Path.front().Field->getType(), A.Place.Path.front().Field->getNameAsString());
    if (A.Call.isValid())
      return lost("; it is a variable that the call changes by itself");
    const Expr *E = stripped(A.Where);
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->getOpcode() == UO_AddrOf)
      E = stripped(U->getSubExpr());
    if (isa<CXXThisExpr>(E))
      return object(E->getType()->getPointeeType(), "*this");
    if (!E->isLValue() || E->getType()->isAnyPointerType())
      return lost("; only objects named by the call come back, not what a pointer leads to");
    if (!isRepeatable(E))
      return lost("; the expression that names it cannot be evaluated twice");
    std::optional<Span> Where = Source.span(E->getSourceRange());
    return Where ? object(E->getType(), Source.text(*Where).str()) : lost("; it is named by a macro");
  }

private:
  static Change lost(const char *Why) { return {"", Why}; }

  Change object(QualType T, std::string Text) const {
    if (knownSafeType(T))
      return lost("; it is not shared between processes");
    if (std::optional<std::string> Why = whyNotTravel(T, Context, Source, Needed))
      return {"", "; it cannot come back: " + *Why};
    return {std::move(Text), ""};
  }

  const ASTContext &Context;
  const SourceText &Source;
  std::vector<SerialiserFact> &Needed;
};

/// As part of an argument that is evaluated before there is a process.
bool evaluatedAtFork(const Access &A, const CallFacts &Facts, const SourceText &Source) {
  std::optional<Span> Where = Source.span(A.Where->getSourceRange());
  return Where && llvm::any_of(Facts.Captures, [&](const CaptureFact &C) {
           return C.Argument.contains(*Where) && !(C.Argument == *Where);
         });
}

/// Whether what the option gathers in a chunk can travel.
bool mayBeGathered(StringRef Option) {
  return (Option.starts_with("reduction_") && Option != "reduction_in_place" && !Option.starts_with("reduction_elements_")) || Option == "scratch" ||
         Option == "last_value" || Option == "changed_value";
}

std::string whatIsGathered(const OptionFact &O) {
  if (O.Name == "reduction" || O.Name == "reduction_in_place")
    return "with 'fork::reduce'";
  if (O.Parts.empty() || O.Name == "stream" || StringRef(O.Name).starts_with("ordered_"))
    return "with 'fork::ordered'";
  return "that gathers in '" + O.Parts.front().Variable + "' (a histogram, a merge or a compaction)";
}

void warnOfAtomics(const Stmt *Code, std::vector<Finding> &Findings) {
  for (const AtomicWrite &W : atomicWrites(Code))
    Findings.push_back({Diag::LostWrite, W.Where, {W.Object, "; it is not shared between processes"}, {}});
}

/// The variables outside a loop of which iterations have their own.
class LoopParts {
public:
  LoopParts(const LoopFacts &Facts, const SourceText &Source) : Source(Source) {
    if (Facts.Index)
      Index = &Facts.Index->Part;
    for (const OptionFact &O : Facts.Options)
      for (const PartFact &P : O.Parts)
        Parts.push_back(&P);
  }

  /// Whether an option brings back what is written here.
  bool hold(const Access &A) const {
    auto Holds = [&](const PartFact *P) { return isOf(*P, A); };
    return (Index && Holds(Index)) || llvm::any_of(Parts, Holds);
  }

  /// Whether the expression names a variable that only the iteration has, but for the index.
  bool areNeededBy(const Stmt *Code, const Accesses &Made) const {
    if (const auto *D = dyn_cast<DeclRefExpr>(Code)) {
      const auto *V = dyn_cast<VarDecl>(D->getDecl());
      std::optional<Span> Where = Source.span(D->getSourceRange());
      return V && (Made.Locals.contains(V) || llvm::any_of(Parts, [&](const PartFact *P) {
               return Where && llvm::is_contained(P->Mentions, *Where);
             }));
    }
    return llvm::any_of(Code->children(), [&](const Stmt *Child) { return Child && areNeededBy(Child, Made); });
  }

  /// `a[i]` of `a[i][j]`, where only the iteration knows `j`.
  const Expr *ofIteration(const Expr *Element, const Accesses &Made) const {
    const Expr *E = Element;
    while (areNeededBy(E, Made)) {
      const Expr *Bare = stripped(E), *Whole = nullptr;
      if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(Bare))
        Whole = Subscript->getBase()->IgnoreParenImpCasts();
      else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(Bare); Op && Op->getOperator() == OO_Subscript && isStd(Op->getDirectCallee()))
        Whole = Op->getArg(0)->IgnoreParenImpCasts();
      if (!Whole || Whole->getType()->isPointerType())
        return Element;
      E = Whole;
    }
    return isa<DeclRefExpr, MemberExpr>(stripped(E)) ? Element : E;
  }

private:
  /// `sum`, or a part of it; `stats.total` as it is written.
  bool isOf(const PartFact &P, const Access &A) const {
    std::optional<Span> Where = Source.span(stripped(A.Where)->getSourceRange());
    if (!Where)
      return P.IsHidden && A.Place.Root && A.Place.Root->getNameAsString() == P.Variable;
    const auto *V = dyn_cast_or_null<VarDecl>(A.Place.Root);
    return Source.text(*Where) == P.Variable || (V && A.Place.Kind == Place::Variable && V->getName() == P.Variable);
  }

  const SourceText &Source;
  const PartFact *Index = nullptr;
  llvm::SmallVector<const PartFact *, 4> Parts;
};

/// Captures that would only repeat what the snapshot has. What evaluates something is evaluated here, once.
void dropCaptures(const CaptureAnalysis &Captures, const SourceText &Source, CallFacts &Facts) {
  llvm::erase_if(Facts.Captures, [&](const CaptureFact &C) {
    if (C.How == CaptureFact::Copy)
      return true;
    for (const Expr *E : Captures.Evaluated)
      if (Source.span(E->getSourceRange()) == C.Argument)
        return isRepeatable(E);
    return false;
  });
  Facts.RefersToMore = true;
}
} // namespace

void xfork::considerProcess(const Stmt *Task, llvm::ArrayRef<Access> Made, const CaptureAnalysis &Captures,
                            const ASTContext &Context, const SourceText &Source, CallFacts &Facts) {
  Facts.InProcess = true;
  dropCaptures(Captures, Source, Facts);
  warnOfAtomics(Task, Facts.Findings);
  for (const Access &A : Made) {
    if (!A.writes() || A.IsOutput || evaluatedAtFork(A, Facts, Source))
      continue;
    Change C = ChangeReader(Context, Source, Facts.Serialisers).read(A);
    if (C.Text.empty())
      Facts.Findings.push_back({Diag::LostWrite,
                                A.Call.isValid() ? A.Call : A.Where->getBeginLoc(),
                                {spelled(A, Source), C.Why},
                                {}});
    else if (!llvm::is_contained(Facts.Changed, C.Text))
      Facts.Changed.push_back(C.Text);
  }
  if (Facts.Form == CallForm::Effect || Facts.Form == CallForm::Statement)
    return;
  const auto *Call = cast<Expr>(Task);
  if (std::optional<std::string> Why = whyNotTravel(Call->getType(), Context, Source, Facts.Serialisers))
    Facts.Findings.push_back({Diag::CannotTravel, Call->getBeginLoc(), {*Why}, {}});
}

void xfork::considerProcess(const Site &Loop, const ASTContext &Context, const SourceText &Source,
                            LoopFacts &Facts) {
  Facts.Shape.InProcess = true;
  auto Refuse = [&](const std::string &What) {
    Facts.Findings.push_back({Diag::NotSupportedYet, Loop.location(), {What}, {}});
  };
  if (Facts.Shape.IsStepped)
    return Refuse("'fork::process' on a loop that does not count");
  for (const OptionFact &O : Facts.Options)
    if (!mayBeGathered(O.Name))
      return Refuse("'fork::process' on a loop " + whatIsGathered(O));
  const auto *Range = dyn_cast<CXXForRangeStmt>(Loop.Statement);
  const Stmt *Body = Range ? Range->getBody() : cast<ForStmt>(Loop.Statement)->getBody();
  const VarDecl *Element = Range ? Range->getLoopVariable() : nullptr;
  if (Element && Element->getType()->isRValueReferenceType())
    return Refuse("'fork::process' on a range-for over 'auto &&'; write 'auto &' or 'const auto &', which");
  warnOfAtomics(Body, Facts.Findings);
  const LoopParts Parts(Facts, Source);
  Accesses Made = collectAccesses(Context, Body);
  for (Access A : Made.List) {
    if (!A.writes() || A.IsOutput || Made.isLocal(A.Place) || (Element && A.Place.Root == Element) || Parts.hold(A))
      continue;
    if (!Range && !A.Call.isValid())
      A.Where = Parts.ofIteration(A.Where, Made);
    Change C = ChangeReader(Context, Source, Facts.Serialisers).read(A);
    if (isa<DeclRefExpr, MemberExpr>(stripped(A.Where)) && !Made.isLocal(A.Place))
      C = {"", "; each process has its own"};
    else if (!C.Text.empty() && !Range && Parts.areNeededBy(A.Where, Made))
      C = {"", "; a variable of the iteration says which element it is"};
    if (Range || A.Place.isWholeObject() || C.Text.empty())
      Facts.Findings.push_back({Diag::LostWrite, A.Where->getBeginLoc(), {spelled(A, Source), C.Why}, {}});
    else if (llvm::none_of(Facts.Shape.Returned, [&](Span S) { return Source.text(S) == C.Text; }))
      Facts.Shape.Returned.push_back(*Source.span(stripped(A.Where)->getSourceRange()));
  }
  if (!Element || !Element->getType()->isLValueReferenceType() ||
      Element->getType()->getPointeeType().isConstQualified())
    return;
  if (std::optional<std::string> Why = whyNotTravel(Element->getType(), Context, Source, Facts.Serialisers))
    Facts.Findings.push_back({Diag::CannotTravel, Element->getLocation(), {*Why}, {}});
}

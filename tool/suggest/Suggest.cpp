#include "suggest/Suggest.h"
#include "analyse/CallFacts.h"
#include "analyse/ConditionalHead.h"
#include "analyse/LoopFacts.h"
#include "analyse/Place.h"
#include "analyse/TaskEffects.h"
#include "suggest/Candidates.h"
#include "suggest/Certainty.h"
#include "suggest/Weight.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace xfork;

/// Fewer iterations are no work to share.
static constexpr uint64_t FewestTrips = 4;

namespace {

class Suggester {
public:
  Suggester(ASTContext &Context, const SourceText &Source, const std::vector<Site> &Annotated)
      : Context(Context), Source(Source), Work(Context, Source), Annotated(Annotated) {}

  std::vector<Suggestion> run() {
    std::vector<Site> Calls;
    forEachCandidate(Context, Source, Annotated, [&](const Site &S) {
      if (isLoop(S.Kind))
        return considerLoop(S);
      Calls.push_back(S);
      return false;
    });
    considerCalls(Calls);
    llvm::sort(Result, [](const Suggestion &A, const Suggestion &B) { return A.Statement < B.Statement; });
    return std::move(Result);
  }

private:
  // --- Loops

  bool considerLoop(const Site &S) {
    uint64_t Cost = Work.of(S.Statement);
    if (Cost < Weight::Heavy || Work.trips(S.Statement) < FewestTrips)
      return false;
    LoopFacts Facts = analyseLoop(S, Context, Source);
    refuseConditionalHead(Facts, Source);
    std::string Against = whyNot(S, Facts);
    add(S, Against.empty() ? "its iterations are independent" + whatIsKept(Facts) : Against, Against.empty());
    if (Against.empty())
      Loops.push_back(S);
    return Against.empty();
  }

  std::string whyNot(const Site &S, const LoopFacts &Facts) {
    for (const std::vector<Finding> *Found : {&Facts.Findings, &Facts.Assumptions})
      if (!Found->empty())
        return textOf(Found->front());
    const auto *For = dyn_cast<ForStmt>(S.Statement);
    const Stmt *Body = For ? For->getBody() : cast<CXXForRangeStmt>(S.Statement)->getBody();
    Doubts About = doubtsAbout(Body, Context);
    if (!About.Callee.empty())
      return "it calls " + About.Callee;
    if (About.Prints)
      return "it prints";
    if (sumsRound(Body, Context))
      return "the rounding of its sum depends on the order";
    return "";
  }

  /// What the runtime folds or keeps for it.
  static std::string whatIsKept(const LoopFacts &Facts) {
    std::string Names;
    for (const OptionFact &O : Facts.Options)
      for (const PartFact &P : O.Parts)
        Names += (Names.empty() ? ", and '" : "', '") + P.Variable;
    if (Names.empty())
      return "";
    return Names + (StringRef(Names).count(",") > 1 ? "' come out the same" : "' comes out the same");
  }

  // --- Calls

  /// A call is suggested where another heavy one follows before its result is needed; that one is just called.
  void considerCalls(llvm::ArrayRef<Site> Calls) {
    for (const Site &S : Calls) {
      const Expr *Call = callOf(S);
      if (llvm::any_of(Loops, [&](const Site &Loop) { return llvm::is_contained(S.Ancestors, Loop.Statement); }))
        continue; // its iterations are tasks already
      if (Work.of(Call) < Weight::Heavy || !isFollowedByWork(S))
        continue;
      std::vector<Site> All = Annotated;
      All.push_back(S);
      CallFacts Facts = analyseCall(All.back(), All, Context, Source);
      std::string Against = whyNot(Call, Facts);
      std::string With = Against.empty() ? overlapped(S, Facts, Against) : "";
      add(S, Against.empty() ? "it can run while " + With + " does" : Against, Against.empty());
    }
  }

  std::string whyNot(const Expr *Call, const CallFacts &Facts) const {
    if (!Facts.Findings.empty())
      return textOf(Facts.Findings.front());
    if (Facts.LeftSerial || Facts.OverlapsNothing || Facts.Remarks.empty())
      return "it is waited for at once";
    Doubts About = doubtsAbout(Call, Context);
    if (!About.Callee.empty())
      return "it calls " + About.Callee;
    if (About.Prints || About.Throws)
      return About.Prints ? "it prints" : "it may throw, after what follows has had effects";
    if (About.ChangesOthers)
      return "it changes what is not its own";
    return takesValues(Call) ? "" : "what it is given may have other names";
  }

  static const Expr *callOf(const Site &S) {
    const Expr *E = stripped(S.Variable ? S.Variable->getInit() : cast<Expr>(S.Statement));
    if (const auto *Assignment = dyn_cast<BinaryOperator>(E))
      E = stripped(Assignment->getRHS());
    return E;
  }

  /// No argument leads to memory that has another name.
  static bool takesValues(const Stmt *Code) {
    if (isa<CXXThisExpr, LambdaExpr>(Code))
      return false;
    if (const auto *D = dyn_cast<DeclRefExpr>(Code))
      if (const auto *V = dyn_cast<VarDecl>(D->getDecl()))
        return isSelfContained(V->getType().getNonReferenceType());
    return llvm::all_of(Code->children(), [](const Stmt *Child) { return !Child || takesValues(Child); });
  }

  bool isFollowedByWork(const Site &S) {
    bool Behind = false;
    for (const Stmt *Child : cast<CompoundStmt>(S.Ancestors.back())->body()) {
      if (Behind && Work.of(Child) >= Weight::Heavy)
        return true;
      Behind |= Child == S.Statement;
    }
    return false;
  }

  /// The heavy work between the fork and the place where its result is waited for; or what speaks against it.
  std::string overlapped(const Site &S, const CallFacts &Facts, std::string &Against) {
    bool Behind = false;
    std::string Heavy;
    for (const Stmt *Child : cast<CompoundStmt>(S.Ancestors.back())->body()) {
      if (Behind) {
        Doubts About = doubtsAbout(Child, Context);
        if (!About.Callee.empty() || About.ChangesOthers)
          Against = About.Callee.empty() ? line(Child) + " changes more than its own variables" : line(Child) + " calls " + About.Callee;
        bool Waits = waits(Child, Facts);
        if (Heavy.empty() && !Waits && Work.of(Child) >= Weight::Heavy)
          Heavy = nameOf(Child);
        if (Waits || !Against.empty())
          break;
      }
      Behind |= Child == S.Statement;
    }
    if (Heavy.empty() && Against.empty())
      Against = "its result is needed before the next heavy work";
    return Heavy;
  }

  bool waits(const Stmt *Code, const CallFacts &Facts) const {
    const SourceManager &SM = Source.sources();
    return llvm::any_of(Facts.Remarks, [&](const Remark &R) {
      return !SM.isBeforeInTranslationUnit(R.Loc, Code->getBeginLoc()) && !SM.isBeforeInTranslationUnit(Code->getEndLoc(), R.Loc);
    });
  }

  std::string nameOf(const Stmt *Code) const {
    const Expr *E = nullptr;
    if (const auto *D = dyn_cast<DeclStmt>(Code); D && D->isSingleDecl())
      if (const auto *V = dyn_cast<VarDecl>(D->getSingleDecl()))
        E = V->getInit();
    if (!E)
      E = dyn_cast<Expr>(Code);
    if (const auto *Assignment = E ? dyn_cast<BinaryOperator>(stripped(E)) : nullptr)
      E = Assignment->getRHS();
    if (const auto *Call = E ? dyn_cast<CallExpr>(stripped(E)) : nullptr; Call && Call->getDirectCallee())
      return "'" + Call->getDirectCallee()->getNameAsString() + "' in " + line(Code);
    return "the code in " + line(Code);
  }

  std::string line(const Stmt *Code) const { return "line " + std::to_string(Source.sources().getSpellingLineNumber(Code->getBeginLoc())); }

  void add(const Site &S, std::string Reason, bool IsMade) {
    bool IsLoop = isLoop(S.Kind);
    Result.push_back({S.Statement->getBeginLoc(), *Source.span(S.Statement->getSourceRange()), std::move(Reason), IsLoop, IsMade});
  }

  ASTContext &Context;
  const SourceText &Source;
  Weight Work;
  const std::vector<Site> &Annotated;
  std::vector<Site> Loops;
  std::vector<Suggestion> Result;
};

} // namespace

std::vector<Suggestion> xfork::suggest(ASTContext &Context, const SourceText &Source, const std::vector<Site> &Annotated) {
  return Suggester(Context, Source, Annotated).run();
}

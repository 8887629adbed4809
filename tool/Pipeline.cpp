#include "Pipeline.h"
#include "analyse/CallFacts.h"
#include "analyse/ConditionalHead.h"
#include "analyse/DescribeFacts.h"
#include "analyse/LoopFacts.h"
#include "analyse/ProcessFacts.h"
#include "analyse/ThrownTypes.h"
#include "find/FindSites.h"
#include "openmp/FindDirectives.h"
#include "plan/CallPlan.h"
#include "plan/ClonePlan.h"
#include "plan/LoopPlan.h"
#include "rewrite/IncludeLine.h"
#include "rewrite/RewriteCall.h"
#include "rewrite/RewriteClone.h"
#include "rewrite/RewriteLoop.h"
#include "rewrite/Strip.h"
#include "rewrite/Verify.h"
#include "suggest/Suggest.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;
using namespace xfork;

namespace {
struct Plans {
  std::vector<LoopPlan> Loops;
  CallPlans Calls;
  std::vector<ClonePlan> Clones;
  std::vector<SerialiserFact> Serialisers;
  std::vector<std::string> Exceptions; ///< Types that come back from processes.
};

/// The steps between parsing and emitting, over one translation unit.
class Engine {
public:
  Engine(ASTContext &Context, const PipelineOptions &Options, llvm::ArrayRef<SourceRange> Skipped, const Expansions *Macros, PipelineResult &Result)
      : Context(Context), Options(Options), Skipped(Skipped), Macros(Macros), Result(Result),
        Source(Context.getSourceManager(), Context.getLangOpts()), Original(Context.getSourceManager(), Options.Texts),
        Diags(Context.getDiagnostics(), &Original) {}

  void run() {
    if (Options.Job == Job::Strip)
      return emit(annotationRemovals(Source));
    if (Options.Job == Job::FindOpenMP) {
      Result.Conversions = findDirectives(Context, Source);
      return;
    }
    FoundSites Found = findSites(Context, Source, Diags, Skipped, /*MacrosMayAnnotate=*/!Options.AddInclude, Options.ArgumentsBackwards);
    if (Options.Job == Job::Suggest)
      return emit(suggested(Found.Sites));
    Names.takeAll(Source);
    Plans Plan = analyseAndPlan(Found.Sites);
    if (Options.Dump == "sites" || Options.Dump == "plan")
      dump(Found, Plan);
    if (Diags.errors() == 0) {
      std::vector<Edit> Sorted = rewrite(Found, Plan);
      if (verify(Sorted, Source, Diags))
        emit(Sorted);
    }
    Result.Failed |= Diags.errors() != 0;
    if (Macros)
      Result.Expanded = Macros->writtenOut(inTheWay(Found.Sites), Options.Texts);
  }

private:
  /// What macros must be written out: one that produces what was reported, or any in a site that does not say which.
  std::vector<SourceRange> inTheWay(llvm::ArrayRef<Site> Sites) const {
    std::vector<SourceRange> Ranges;
    for (SourceLocation Loc : Diags.inMacros()) {
      if (Loc.isMacroID())
        Ranges.push_back(Loc);
      else
        for (const Site &S : Sites)
          if (SourceRange Whole = S.Statement->getSourceRange(); holds(Whole, Loc))
            Ranges.push_back(Whole);
    }
    return Ranges;
  }

  bool holds(SourceRange Range, SourceLocation Loc) const {
    CharSourceRange Written = Source.sources().getExpansionRange(Range);
    return Source.sources().isPointWithin(Loc, Written.getBegin(), Written.getEnd());
  }

  Plans analyseAndPlan(const std::vector<Site> &Sites) {
    Plans Plan;
    std::vector<CallFacts> Calls;
    std::vector<const Site *> Forked;
    for (const Site &S : Sites) {
      if (isLoop(S.Kind)) {
        LoopFacts Facts = analyseLoop(S, Context, Source);
        if (S.Attributes.has(Annotation::Process))
          considerProcess(S, Context, Source, Facts);
        if (Options.AddInclude)
          refuseConditionalHead(Facts, Source);
        dumpFacts(S, Facts);
        if (note(S, report(Facts.Findings, Diags))) {
          Plan.Loops.push_back(planLoop(Facts, Plan.Loops, Names));
          addOnce(Plan.Serialisers, Facts.Serialisers);
          explain(S.location(), describe(Plan.Loops.back()));
          if (Options.Explain)
            report(Facts.Assumptions, Diags);
        }
      } else {
        CallFacts Facts = analyseCall(S, Sites, Context, Source);
        dumpFacts(S, Facts);
        if (S.IsImplied && (S.Attributes.has(Annotation::Process) ? S.IsOfBlock && llvm::any_of(Facts.Findings, [](const Finding &F) { return F.refuses(); })
                                                                  : Facts.OverlapsNothing || !Facts.WhySerial.empty() || !Facts.Findings.empty())) {
          explain(S.location(), "just called: " + (Facts.WhySerial.empty() ? "nothing could overlap it" : Facts.WhySerial));
        } else if (note(S, report(Facts.Findings, Diags))) {
          if (!Facts.LeftSerial)
            Forked.push_back(&S);
          addOnce(Plan.Serialisers, Facts.Serialisers);
          Calls.push_back(std::move(Facts));
        }
      }
    }
    if (Context.getLangOpts().RTTI && llvm::any_of(Sites, [](const Site &S) { return S.Attributes.has(Annotation::Process); }))
      Plan.Exceptions = travellingExceptions(Context, Source, Plan.Serialisers);
    nest(Plan.Loops);
    Plan.Calls = planCalls(std::move(Calls), Names);
    reconcile(Plan.Loops, Plan.Calls);
    for (const CallPlan &Call : Plan.Calls.Calls) {
      explain(Source.location(Call.Statement), describe(Call));
      for (const Remark &R : Call.Facts.Remarks)
        explain(R.Loc, "waits for '" + Call.Task + "': " + R.Why);
    }
    if (Options.SerialClones)
      Plan.Clones = planClones(findClones(Forked, Context, Source), Plan.Calls, Names);
    return Plan;
  }

  std::vector<Edit> suggested(const std::vector<Site> &Annotated) {
    Edits Out(Source);
    for (const Suggestion &S : suggest(Context, Source, Annotated)) {
      if (S.IsMade)
        Out.insert(S.Statement, "[[fork::parallel]] ");
      if (S.IsMade || Options.Explain)
        Diags.report(S.IsMade ? Diag::Suggested : Diag::NotSuggested, S.Loc, {S.IsLoop ? "loop" : "call", S.Reason});
    }
    Result.Failed |= Diags.errors() != 0;
    return Out.sorted();
  }

  static void addOnce(std::vector<SerialiserFact> &All, llvm::ArrayRef<SerialiserFact> Some) {
    for (const SerialiserFact &S : Some)
      if (llvm::none_of(All, [&](const SerialiserFact &Other) { return Other.Class == S.Class; }))
        All.push_back(S);
  }

  /// Remembers what became of a site.
  bool note(const Site &S, bool IsAccepted) {
    PresumedLoc Where = Source.sources().getPresumedLoc(S.location());
    if (Where.isValid())
      Result.Sites.push_back({Where.getFilename(), Where.getLine(), Where.getColumn(), isLoop(S.Kind), IsAccepted});
    return IsAccepted;
  }

  std::vector<Edit> rewrite(const FoundSites &Found, const Plans &Plan) {
    Edits Out(Source);
    for (const AttributeRemoval &R : Found.Removals)
      Out.replaceExactly(R.Where, R.Replacement);
    for (const LoopPlan &Loop : Plan.Loops)
      rewriteLoop(Loop, Out);
    for (const ClonePlan &Clone : Plan.Clones)
      rewriteClone(Clone, Out);
    rewriteCalls(Plan.Calls, Out);
    for (const SerialiserFact &S : Plan.Serialisers)
      Out.add(S.Before, S.Text);
    if (std::optional<Span> End = Plan.Exceptions.empty() ? std::nullopt : Source.endOfMain())
      Out.insert(*End, declared(Plan.Exceptions, /*OnNewLine=*/!Source.fileText(End->File).ends_with("\n")));
    return Out.sorted();
  }

  static std::string declared(const std::vector<std::string> &Exceptions, bool OnNewLine) {
    std::string Text = OnNewLine ? "\n" : "";
    for (const std::string &Type : Exceptions)
      Text += "template struct xfork::exception_type<" + Type + ">;\n";
    return Text;
  }

  void emit(const std::vector<Edit> &Sorted) {
    for (unsigned File = 0; File != Source.fileCount(); ++File) {
      std::vector<Edit> Own;
      llvm::copy_if(Sorted, std::back_inserter(Own), [&](const Edit &E) { return E.Where.File == File; });
      if (!Own.empty())
        Result.Files.push_back(rewritten(File, std::move(Own)));
    }
    if (Options.Dump == "edits")
      for (const Edit &E : Sorted)
        llvm::outs() << Source.path(E.Where.File) << ':' << E.Where.Begin << '-' << E.Where.End << ": '" << E.Text << "'\n";
  }

  RewrittenFile rewritten(unsigned File, std::vector<Edit> Sorted) const {
    std::optional<Edit> Include;
    if (Options.AddInclude && Options.Job == Job::Rewrite)
      Include = includeLine(File, Source.fileText(File));
    if (Include)
      Sorted.insert(llvm::lower_bound(Sorted, Include->Where.Begin,
                                      [](const Edit &E, unsigned Place) { return E.Where.Begin < Place; }),
                    *Include);
    RewrittenFile Rewritten{Source.path(File), Source.isMain(File), apply(Source.fileText(File), File, Sorted), {}};
    for (Edit &E : joined(Sorted))
      Rewritten.Edits.push_back({E.Where.Begin, E.Where.End, std::move(E.Text), E.IsAddition});
    return Rewritten;
  }

  template <class Facts> void dumpFacts(const Site &S, const Facts &Known) {
    if (Options.Dump == "facts")
      llvm::outs() << S.location().printToString(Source.sources()) << ": " << describe(Known, Source) << '\n';
  }

  void dump(const FoundSites &Found, const Plans &Plan) {
    if (Options.Dump == "sites")
      for (const Site &S : Found.Sites)
        llvm::outs() << S.location().printToString(Source.sources()) << ": " << S.Statement->getStmtClassName() << '\n';
    else {
      for (const LoopPlan &Loop : Plan.Loops)
        llvm::outs() << Source.location(Loop.Shape.Whole).printToString(Source.sources()) << ": " << describe(Loop) << '\n';
      for (const CallPlan &Call : Plan.Calls.Calls)
        llvm::outs() << Source.location(Call.Statement).printToString(Source.sources()) << ": " << describe(Call) << '\n';
      for (const ClonePlan &Clone : Plan.Clones)
        llvm::outs() << Source.location(Clone.Facts.NameSpan).printToString(Source.sources()) << ": " << describe(Clone) << '\n';
    }
  }

  void explain(SourceLocation Loc, const std::string &Text) {
    if (Options.Explain)
      Diags.report(Diag::Explained, Loc, {Text});
  }

  ASTContext &Context;
  const PipelineOptions &Options;
  llvm::ArrayRef<SourceRange> Skipped;
  const Expansions *Macros; ///< Where they may be written out.
  PipelineResult &Result;
  SourceText Source;
  OriginalPlaces Original;
  Diagnoser Diags;
  xfork::Names Names;
};

/// Remembers what `#if` left out.
struct SkippedRanges : PPCallbacks {
  std::vector<SourceRange> &Ranges;
  explicit SkippedRanges(std::vector<SourceRange> &Ranges) : Ranges(Ranges) {}
  void SourceRangeSkipped(SourceRange Range, SourceLocation) override { Ranges.push_back(Range); }
};

struct EngineConsumer : ASTConsumer {
  const PipelineOptions &Options;
  PipelineResult &Result;
  std::vector<SourceRange> Skipped;
  std::shared_ptr<Expansions> Macros;
  EngineConsumer(const PipelineOptions &Options, PipelineResult &Result) : Options(Options), Result(Result) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    if (!Context.getDiagnostics().hasErrorOccurred())
      Engine(Context, Options, Skipped, Macros.get(), Result).run();
  }
};
} // namespace

std::unique_ptr<ASTConsumer> RewriteAction::CreateASTConsumer(CompilerInstance &CI, StringRef) {
  Options.SerialClones &= CI.getCodeGenOpts().OptimizationLevel > 0;
  auto Consumer = std::make_unique<EngineConsumer>(Options, Result);
  CI.getPreprocessor().addPPCallbacks(std::make_unique<SkippedRanges>(Consumer->Skipped));
  if (!Options.AddInclude && Options.Job == Job::Rewrite)
    Consumer->Macros = Expansions::listenTo(CI.getPreprocessor());
  return Consumer;
}

bool xfork::takeExpanded(PipelineOptions &Options, llvm::ArrayRef<ExpandedFile> Expanded) {
  for (const ExpandedFile &New : Expanded) {
    llvm::erase_if(Options.Texts, [&](const ExpandedFile &Old) { return Old.Path == New.Path; });
    Options.Texts.push_back(New);
  }
  return !Expanded.empty();
}

bool RewriteAction::BeginSourceFileAction(CompilerInstance &CI) {
  takeFor(CI.getSourceManager(), Options.Texts);
  return true;
}

void RewriteAction::EndSourceFileAction() {
  Result.Failed |= getCompilerInstance().getDiagnostics().hasErrorOccurred();
  if (Result.Failed)
    Result.Files.clear();
}

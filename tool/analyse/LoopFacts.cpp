#include "analyse/LoopFacts.h"
#include "analyse/Instances.h"
#include "analyse/LoopEffects.h"
#include "analyse/LoopExits.h"
#include "analyse/LoopHeader.h"
#include "find/AnnotatedFunctions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Stmt.h"

using namespace clang;
using namespace xfork;

/// Lambdas that only happen to be constexpr are not meant: nobody has asked for it.
static bool mayRunAtCompileTime(const FunctionDecl *F) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F);
  return F && F->isConstexprSpecified() && !F->isConsteval() && !(Method && Method->getParent()->isLambda());
}

/// Whether it is about what iterations do to memory, which another type can change.
static bool isAboutMemory(const Finding &F) {
  switch (F.Id) {
  case Diag::LoopCarried: case Diag::SameElement: case Diag::Unproven: case Diag::OpaqueCall: case Diag::NotReentrant:
  case Diag::SharedWrite: case Diag::SharedMutation:
    return true;
  default:
    return false;
  }
}

/// In a template, each instance says what the pattern only guesses.
static void judgeInstances(const Site &S, const ASTContext &Context, const SourceText &Source, LoopFacts &Facts) {
  if (llvm::any_of(Facts.Findings, [](const Finding &F) { return F.refuses(); }))
    return;
  const std::vector<Site> Instances = instancesOf(S);
  if (Instances.empty())
    return;
  llvm::erase_if(Facts.Findings, [](const Finding &F) { return F.Id == Diag::Unproven || F.Id == Diag::OpaqueCall; });
  auto IsOfPart = [&](SourceLocation Loc) { // the library knows what to do with it, whatever its type
    std::optional<Span> Where = Source.token(Loc);
    return Where && llvm::any_of(Facts.Options, [&](const OptionFact &O) {
      return llvm::any_of(O.Parts, [&](const PartFact &P) {
        return llvm::any_of(P.Mentions, [&](Span M) { return M.contains(*Where) || Where->contains(M); });
      });
    });
  };
  for (const Site &Instance : Instances) {
    LoopFacts Own;
    std::optional<LoopHeader> Header = readHeader(Instance.Statement, Context, Source, Own.Findings);
    if (Header) {
      findJumps(Instance, *Header, Context, Source, Own);
      judgeEffects(Instance, *Header, Context, Source, Own);
    }
    for (Finding &F : Own.Findings) {
      bool IsKnown = llvm::any_of(Facts.Findings, [&](const Finding &Other) { return Other.Id == F.Id && Other.Loc == F.Loc; });
      // Who says 'fork::independent' in a template speaks of the bounds of all instances.
      bool IsSettled = F.Id == Diag::LoopCarried && S.Attributes.has(Annotation::Independent);
      if (IsKnown || IsSettled || (Header && (!isAboutMemory(F) || IsOfPart(F.Loc))))
        continue;
      F.Notes.push_back({Diag::Advice, S.location(), "this is so with template arguments " + argumentsOf(Instance, Context)});
      Facts.Findings.push_back(std::move(F));
    }
  }
}

LoopFacts xfork::analyseLoop(const Site &S, const ASTContext &Context, const SourceText &Source) {
  LoopFacts Facts;
  std::optional<LoopHeader> Header = readHeader(S.Statement, Context, Source, Facts.Findings);
  if (!Header)
    return Facts;
  Facts.Shape = Header->Shape;
  Facts.Shape.StandsInBlock = !S.Ancestors.empty() && isa<CompoundStmt>(S.Ancestors.back());
  Facts.Index = Header->Index;
  if (S.Function && S.Function->isConsteval())
    Facts.Findings.push_back({Diag::LoopForm, S.location(), {"it stands in a consteval function, which runs at compile time"}, {}});
  if (mayRunAtCompileTime(S.Function))
    Facts.Findings.push_back({Diag::LoopForm, S.location(), {"it stands in a constexpr function, which may run at compile time; remove 'constexpr', or the annotation"}, {}});
  findJumps(S, *Header, Context, Source, Facts);
  if (const AnnotateAttr *Grain = S.Attributes.find(Annotation::Grain))
    if (std::optional<Span> Text = Source.span((*Grain->args_begin())->getSourceRange()))
      Facts.Grain = Source.text(*Text).str();
  Facts.IsIoBound = !S.Attributes.has(Annotation::Process) && callsIoBound(Header->Body);
  judgeEffects(S, *Header, Context, Source, Facts);
  judgeInstances(S, Context, Source, Facts);
  return Facts;
}

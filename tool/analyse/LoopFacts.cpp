#include "analyse/LoopFacts.h"
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
  return Facts;
}

#include "analyse/LoopFacts.h"
#include "analyse/LoopEffects.h"
#include "analyse/LoopHeader.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

namespace {
/// Jumps out of the body, and the `continue`s that belong to the loop.
class JumpFinder {
public:
  JumpFinder(const SourceText &Source, LoopFacts &Facts) : Source(Source), Facts(Facts) {}

  void visit(const Stmt *S, bool InInnerLoop = false, bool InSwitch = false) {
    if (!S || isa<LambdaExpr>(S))
      return;
    if (isa<ReturnStmt>(S))
      return exit(S, "return");
    if (isa<GotoStmt, IndirectGotoStmt, LabelStmt>(S))
      return exit(S, "goto");
    if (isa<CoawaitExpr, CoyieldExpr, CoreturnStmt>(S))
      return exit(S, "co_await");
    if (isa<BreakStmt>(S) && !InInnerLoop && !InSwitch)
      return exit(S, "break");
    if (isa<ContinueStmt>(S) && !InInnerLoop)
      return addContinue(S);
    bool IsLoop = isa<ForStmt, CXXForRangeStmt, WhileStmt, DoStmt>(S);
    for (const Stmt *Child : S->children())
      visit(Child, InInnerLoop || IsLoop, InSwitch || isa<SwitchStmt>(S));
  }

private:
  void exit(const Stmt *S, StringRef Word) { Facts.Findings.push_back({Diag::LoopExit, S->getBeginLoc(), {Word.str()}, {}}); }

  void addContinue(const Stmt *S) {
    if (std::optional<Span> Where = Source.span(S->getSourceRange()))
      Facts.Shape.Continues.push_back(*Where);
    else
      Facts.Shape.HasHiddenContinue = true;
  }

  const SourceText &Source;
  LoopFacts &Facts;
};
} // namespace

LoopFacts xfork::analyseLoop(const Site &S, const ASTContext &Context, const SourceText &Source) {
  LoopFacts Facts;
  std::optional<LoopHeader> Header = readHeader(S.Statement, Context, Source, Facts.Findings);
  if (!Header)
    return Facts;
  Facts.Shape = Header->Shape;
  Facts.Index = Header->Index;
  if (S.Function && S.Function->isConsteval())
    Facts.Findings.push_back({Diag::LoopForm, S.location(), {"it stands in a consteval function, which runs at compile time"}, {}});
  JumpFinder(Source, Facts).visit(Header->Body);
  if (const AnnotateAttr *Grain = S.Attributes.find(Annotation::Grain))
    if (std::optional<Span> Text = Source.span((*Grain->args_begin())->getSourceRange()))
      Facts.Grain = Source.text(*Text).str();
  judgeEffects(S, *Header, Context, Source, Facts);
  return Facts;
}

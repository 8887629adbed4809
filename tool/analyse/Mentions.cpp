#include "analyse/Mentions.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace xfork;

namespace {
class MentionFinder : public RecursiveASTVisitor<MentionFinder> {
public:
  MentionFinder(const ValueDecl *Variable, const SourceText &Source) : Variable(Variable), Source(Source) {}
  Mentions Result;

  bool VisitDeclRefExpr(DeclRefExpr *D) {
    if (D->getDecl()->getCanonicalDecl() != Variable->getCanonicalDecl())
      return true;
    ++Result.Count;
    std::optional<Span> Where = Source.span(D->getSourceRange());
    Result.IsHidden |= !Where;
    if (Where && !llvm::is_contained(Result.Places, *Where)) // a macro may use its argument twice
      Result.Places.push_back(*Where);
    return true;
  }

  bool TraverseLambdaCapture(LambdaExpr *L, const LambdaCapture *C, Expr *Init) {
    bool IsOurs = C->capturesVariable() && C->getCapturedVar()->getCanonicalDecl() == Variable->getCanonicalDecl();
    if (!IsOurs)
      return RecursiveASTVisitor::TraverseLambdaCapture(L, C, Init);
    Result.IsHidden |= C->isExplicit();
    return true;
  }

private:
  const ValueDecl *Variable;
  const SourceText &Source;
};
} // namespace

Mentions xfork::findMentions(const Stmt *Code, const ValueDecl *Variable, const SourceText &Source) {
  MentionFinder Finder(Variable, Source);
  Finder.TraverseStmt(const_cast<Stmt *>(Code));
  return std::move(Finder.Result);
}

std::string xfork::identity(const ValueDecl *Variable) {
  return llvm::utohexstr(reinterpret_cast<uintptr_t>(Variable->getCanonicalDecl()));
}

std::string xfork::identity(const Place &P, bool IsPart) {
  if (P.Kind != Place::Variable && P.Kind != Place::This)
    return "";
  std::string Key = P.Root ? identity(P.Root) : "this";
  for (const PlaceStep &Step : P.Path) {
    bool IsPointee = !Step.Field && !Step.PerIteration && !Step.Anywhere && Step.Indices.size() <= 1 &&
                     (Step.Indices.empty() || Step.Indices.front().empty());
    if (!Step.Field && !IsPointee)
      return IsPart ? Key : "";
    Key += "." + (Step.Field ? identity(Step.Field) : "*");
  }
  return Key;
}

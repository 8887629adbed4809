#include "suggest/Candidates.h"
#include "analyse/Place.h"
#include "find/AnnotatedFunctions.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;
using namespace xfork;

namespace {

bool mayRunAtCompileTime(const FunctionDecl *F) {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  bool IsLambda = Method && Method->getParent()->isLambda(); // constexpr only as long as nothing speaks against it
  return F->isConsteval() || (F->isConstexpr() && !IsLambda);
}

class CandidateVisitor : public RecursiveASTVisitor<CandidateVisitor> {
  using Base = RecursiveASTVisitor<CandidateVisitor>;

public:
  CandidateVisitor(const SourceText &Source, const std::vector<Site> &Annotated, llvm::function_ref<bool(const Site &)> Ask)
      : Source(Source), Ask(Ask) {
    for (const Site &S : Annotated) {
      Taken.insert(S.Statement);
      Around.insert(S.Ancestors.begin(), S.Ancestors.end());
    }
  }

  bool TraverseStmt(Stmt *S) {
    if (!S || Taken.contains(S) || isa<AttributedStmt>(S))
      return true;
    if (Function && !Around.contains(S) && considered(S))
      return true;
    Ancestors.push_back(S);
    bool Continue = Base::TraverseStmt(S);
    Ancestors.pop_back();
    return Continue;
  }

  bool TraverseDecl(Decl *D) {
    if (!D || Source.sources().isInSystemHeader(D->getLocation()))
      return true;
    const auto *F = dyn_cast<FunctionDecl>(D);
    if (!F)
      return Base::TraverseDecl(D);
    if (mayRunAtCompileTime(F) || F->isDependentContext() || isa_and_nonnull<CoroutineBodyStmt>(F->getBody()))
      return true;
    return inFunction(F, [&] { return Base::TraverseDecl(D); });
  }

  bool TraverseLambdaExpr(LambdaExpr *L) {
    if (L->getCallOperator()->isDependentContext())
      return true;
    return inFunction(L->getCallOperator(), [&] { return TraverseStmt(L->getBody()); });
  }

private:
  bool inFunction(const FunctionDecl *F, llvm::function_ref<bool()> Walk) {
    llvm::SaveAndRestore<const FunctionDecl *> SavedFunction(Function, F);
    llvm::SmallVector<const Stmt *, 16> SavedAncestors;
    std::swap(SavedAncestors, Ancestors);
    bool Continue = Walk();
    std::swap(SavedAncestors, Ancestors);
    return Continue;
  }

  bool considered(const Stmt *S) {
    if (Ancestors.empty() || !isStatementOf(Ancestors.back(), S) || S->getBeginLoc().isMacroID() || !Source.span(S->getSourceRange()))
      return false;
    Site Candidate{.Kind = SiteKind::IndexLoop, .Attributes = {}, .Statement = S, .Function = Function, .Ancestors = Ancestors, .Group = {}};
    if (isa<ForStmt>(S))
      return Ask(Candidate);
    if (isa<CXXForRangeStmt>(S))
      return Candidate.Kind = SiteKind::RangeLoop, Ask(Candidate);
    if (isa<CompoundStmt>(Ancestors.back()) && becomesCall(S, Candidate))
      return Ask(Candidate);
    return false;
  }

  static bool becomesCall(const Stmt *S, Site &Candidate) {
    if (const auto *D = dyn_cast<DeclStmt>(S)) {
      Candidate.Kind = SiteKind::CallDeclaration;
      Candidate.Variable = D->isSingleDecl() ? dyn_cast<VarDecl>(D->getSingleDecl()) : nullptr;
      bool Fits = Candidate.Variable && Candidate.Variable->hasLocalStorage() && !Candidate.Variable->isConstexpr();
      return Fits && calls(Candidate.Variable->getInit());
    }
    Candidate.Kind = SiteKind::CallStatement;
    const auto *E = dyn_cast<Expr>(S);
    const Expr *Bare = E ? stripped(E) : nullptr;
    if (const auto *Assignment = dyn_cast_or_null<BinaryOperator>(Bare))
      return Assignment->isAssignmentOp() && calls(Assignment->getRHS());
    return Bare && calls(Bare);
  }

  static bool calls(const Expr *E) {
    const Expr *Bare = E ? stripped(E) : nullptr;
    return Bare && isa<CallExpr>(Bare) && !isa<CXXOperatorCallExpr>(Bare);
  }

  const SourceText &Source;
  llvm::function_ref<bool(const Site &)> Ask;
  llvm::DenseSet<const Stmt *> Taken, Around;
  const FunctionDecl *Function = nullptr;
  llvm::SmallVector<const Stmt *, 16> Ancestors;
};

} // namespace

void xfork::forEachCandidate(ASTContext &Context, const SourceText &Source, const std::vector<Site> &Annotated,
                             llvm::function_ref<bool(const Site &)> Ask) {
  CandidateVisitor(Source, Annotated, Ask).TraverseDecl(Context.getTranslationUnitDecl());
}

#include "openmp/Region.h"
#include "analyse/Access.h"
#include "suggest/Certainty.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace xfork;

const Stmt *xfork::associated(const OMPExecutableDirective &D) {
  if (!D.hasAssociatedStmt() || !D.getAssociatedStmt())
    return nullptr;
  const Stmt *S = D.getAssociatedStmt()->IgnoreContainers(/*IgnoreCaptured=*/true);
  if (const auto *Loop = dyn_cast<OMPCanonicalLoop>(S))
    S = Loop->getLoopStmt();
  return S;
}

namespace {

/// `omp_get_thread_num()` and its like.
struct ThreadQuestions : RecursiveASTVisitor<ThreadQuestions> {
  std::string Name;
  bool VisitDeclRefExpr(DeclRefExpr *E) {
    std::string Callee = E->getDecl()->getNameAsString();
    if (StringRef(Callee).starts_with("omp_") && Callee != "omp_get_wtime" && isa<FunctionDecl>(E->getDecl()))
      Name = Callee;
    return Name.empty();
  }
};

class RegionReader {
public:
  RegionReader(const OMPExecutableDirective &Region, const ASTContext &Context) : Context(Context), Whole(associated(Region)) {
    for (const auto *Clause : Region.getClausesOfKind<OMPPrivateClause>())
      for (const Expr *E : Clause->varlist())
        addOwn(E);
    for (const auto *Clause : Region.getClausesOfKind<OMPFirstprivateClause>())
      for (const Expr *E : Clause->varlist())
        addOwn(E);
  }

  /// Every thread of the region runs what is no construct; so it must not matter how often that happens.
  std::string why(const Stmt *S) {
    if (!S || isa<OMPExecutableDirective, NullStmt>(S))
      return "";
    bool IsControl = isa<CompoundStmt, ForStmt, WhileStmt, DoStmt, IfStmt>(S);
    if (IsControl && holdsConstruct(S)) {
      for (const Stmt *Child : S->children())
        if (std::string Why = why(Child); !Why.empty())
          return Why;
      return "";
    }
    return whyRepeated(S);
  }

private:
  void addOwn(const Expr *E) {
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      Own.insert(D->getDecl());
  }

  static bool holdsConstruct(const Stmt *S) {
    return S && (isa<OMPExecutableDirective>(S) || isa<CompoundStmt>(S) || llvm::any_of(S->children(), holdsConstruct));
  }

  std::string whyRepeated(const Stmt *S) const {
    Doubts About = doubtsAbout(S, Context);
    if (!About.Callee.empty() || About.Prints)
      return "every thread runs a statement that " + (About.Prints ? "prints" : "calls " + About.Callee);
    for (const Access &A : collectAccesses(Context, S).List)
      if (A.mayWrite() && A.Place.Kind != Place::Temporary && !(A.Place.Kind == Place::Variable && isOwn(A.Place.Root)))
        return "every thread runs a statement that changes what they share";
    return "";
  }

  bool isOwn(const ValueDecl *V) const {
    const SourceManager &SM = Context.getSourceManager();
    SourceLocation Loc = V->getLocation();
    return Own.contains(V) || (!SM.isBeforeInTranslationUnit(Loc, Whole->getBeginLoc()) && SM.isBeforeInTranslationUnit(Loc, Whole->getEndLoc()));
  }

  const ASTContext &Context;
  const Stmt *Whole;
  llvm::DenseSet<const ValueDecl *> Own;
};

} // namespace

std::string xfork::dependsOnThreads(const OMPExecutableDirective &Region, const ASTContext &Context) {
  const Stmt *Body = associated(Region);
  if (!Body)
    return "";
  ThreadQuestions Questions;
  Questions.TraverseStmt(const_cast<Stmt *>(Body));
  if (!Questions.Name.empty())
    return "its code calls '" + Questions.Name + "'";
  return Region.getDirectiveKind() == llvm::omp::OMPD_parallel ? RegionReader(Region, Context).why(Body) : "";
}

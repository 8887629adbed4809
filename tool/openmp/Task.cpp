#include "openmp/Task.h"
#include "analyse/Place.h"
#include "openmp/Region.h"
#include "suggest/Certainty.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/AST/StmtOpenMP.h"

using namespace clang;
using namespace xfork;

static bool refersToMutable(QualType T) { return T->isReferenceType() && !T.getNonReferenceType().isConstQualified(); }

/// Variables of which the task has a copy, whether the directive says so or OpenMP's rules do.
static llvm::DenseSet<const ValueDecl *> copiesOf(const OMPExecutableDirective &Task) {
  llvm::DenseSet<const ValueDecl *> Copies;
  auto Add = [&](const Expr *E) {
    if (const auto *D = dyn_cast<DeclRefExpr>(E))
      Copies.insert(D->getDecl());
  };
  for (const auto *Clause : Task.getClausesOfKind<OMPFirstprivateClause>())
    llvm::for_each(Clause->varlist(), Add);
  for (const auto *Clause : Task.getClausesOfKind<OMPPrivateClause>())
    llvm::for_each(Clause->varlist(), Add);
  return Copies;
}

/// Whether code might change a copy, which would be the variable itself in a plain call.
static bool changes(const Stmt *Code, const llvm::DenseSet<const ValueDecl *> &Copies) {
  auto IsCopy = [&](const Expr *E) {
    Place P = PlaceFinder().place(E);
    return P.Kind == Place::Variable && Copies.contains(P.Root) && (P.Path.empty() || !P.Root->getType()->isPointerType());
  };
  if (const auto *B = dyn_cast<BinaryOperator>(Code); B && B->isAssignmentOp() && IsCopy(B->getLHS()))
    return true;
  if (const auto *U = dyn_cast<UnaryOperator>(Code); U && (U->isIncrementDecrementOp() || U->getOpcode() == UO_AddrOf) && IsCopy(U->getSubExpr()))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(Code))
    if (const FunctionDecl *F = Call->getDirectCallee())
      for (unsigned I = 0; I < std::min(F->getNumParams(), Call->getNumArgs()); ++I) {
        if (refersToMutable(F->getParamDecl(I)->getType()) && IsCopy(Call->getArg(I)))
          return true;
      }
  return llvm::any_of(Code->children(), [&](const Stmt *Child) { return Child && changes(Child, Copies); });
}

static const FunctionDecl *calleeOf(const Expr *Statement) {
  const Expr *E = stripped(Statement);
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp())
    E = stripped(B->getRHS());
  const auto *Call = dyn_cast<CallExpr>(E);
  return Call ? Call->getDirectCallee() : nullptr;
}

void xfork::convertTask(const OMPExecutableDirective &Task, const ASTContext &Context, const SourceText &Source, Conversion &C) {
  const Stmt *Code = Task.getInnermostCapturedStmt()->getCapturedStmt();
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Code); Block && Block->size() == 1) {
    std::optional<Span> Open = Source.token(Block->getLBracLoc()), Close = Source.token(Block->getRBracLoc());
    if (Open && Close) {
      C.Others.push_back({Open->Begin, Open->End, ""});
      C.Others.push_back({Close->Begin, Close->End, ""});
      Code = Block->body_front();
    }
  }
  std::optional<Span> Where = Code ? Source.span(Code->getSourceRange()) : std::nullopt;
  if (!Where || !isa<Expr>(Code)) {
    C.WhyNot = "its code is not a single call";
    return;
  }
  C.AnnotateAt = Where->Begin;
  if (const FunctionDecl *F = calleeOf(cast<Expr>(Code))) {
    C.Callee = F->getQualifiedNameAsString();
    C.TouchesMemory = llvm::any_of(F->parameters(), [](const ParmVarDecl *P) { return P->getType()->isAnyPointerType() || refersToMutable(P->getType()); });
  }
  C.Attributes.insert(C.Attributes.begin(), "fork::parallel");
  if (Doubts About = doubtsAbout(Code, Context); !About.Callee.empty())
    C.WhyNot = "it calls " + About.Callee;
  else if (changes(Code, copiesOf(Task)))
    C.WhyNot = "it changes its own copy of a variable";
}

#include "find/AnnotatedFunctions.h"
#include "analyse/Place.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

Annotations xfork::annotationsOf(const FunctionDecl *F) {
  Annotations Result;
  if (const FunctionDecl *Pattern = F->getTemplateInstantiationPattern())
    F = Pattern;
  for (const FunctionDecl *Each : F->redecls())
    for (const auto *A : Each->specific_attrs<AnnotateAttr>())
      if (annotationOf(A) && !A->isInherited())
        Result.Attrs.push_back(A);
  return Result;
}

static bool forksItsCalls(const FunctionDecl *F) {
  Annotations Found = F ? annotationsOf(F) : Annotations();
  return Found.has(Annotation::Parallel) || Found.has(Annotation::Thread) || Found.has(Annotation::Process);
}

static bool isIoBound(const FunctionDecl *F) { return F && annotationsOf(F).has(Annotation::IoBound); }

/// The function that is called. In a template, where no overload has been chosen yet, any, if all agree.
static const FunctionDecl *calleeOf(const CallExpr *Call, llvm::function_ref<bool(const FunctionDecl *)> Holds) {
  const FunctionDecl *F = Call->getDirectCallee();
  if (const auto *Lookup = dyn_cast<OverloadExpr>(Call->getCallee()->IgnoreParenImpCasts()); !F && Lookup)
    if (llvm::all_of(Lookup->decls(), [&](const NamedDecl *D) { return Holds(D->getAsFunction()); }) && Lookup->getNumDecls() != 0)
      return (*Lookup->decls_begin())->getAsFunction();
  return Holds(F) ? F : nullptr;
}

Annotations xfork::annotationsOfCall(const Expr *E) {
  const auto *Call = dyn_cast<CallExpr>(stripped(E));
  const FunctionDecl *F = Call ? calleeOf(Call, forksItsCalls) : nullptr;
  return F ? annotationsOf(F) : Annotations();
}

bool xfork::callsIoBound(const Stmt *Code) {
  if (!Code || isa<LambdaExpr>(Code))
    return false;
  if (const auto *Call = dyn_cast<CallExpr>(Code); Call && calleeOf(Call, isIoBound))
    return true;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(Code); Construct && isIoBound(Construct->getConstructor()))
    return true;
  return llvm::any_of(Code->children(), callsIoBound);
}

static const Expr *ifAnnotated(const Expr *E) { return annotationsOfCall(E).Attrs.empty() ? nullptr : E; }

const Expr *xfork::annotatedCallOf(const Expr *Statement) {
  const Expr *Bare = stripped(Statement);
  if (const auto *B = dyn_cast<BinaryOperator>(Bare))
    return B->isAssignmentOp() ? ifAnnotated(B->getRHS()) : nullptr;
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(Bare); C && C->isAssignmentOp())
    return ifAnnotated(C->getArg(1));
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(Bare); M && M->getNumArgs() == 1 && ifAnnotated(M->getArg(0)))
    return isStd(M->getMethodDecl()) ? M->getArg(0) : nullptr;
  return ifAnnotated(Bare);
}

bool xfork::isStatementOf(const Stmt *Parent, const Stmt *Child) {
  if (const auto *If = dyn_cast<IfStmt>(Parent))
    return Child == If->getThen() || Child == If->getElse();
  if (const auto *For = dyn_cast<ForStmt>(Parent))
    return Child == For->getBody();
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Parent))
    return Child == Range->getBody();
  if (const auto *While = dyn_cast<WhileStmt>(Parent))
    return Child == While->getBody();
  if (const auto *Do = dyn_cast<DoStmt>(Parent))
    return Child == Do->getBody();
  if (const auto *Case = dyn_cast<SwitchCase>(Parent))
    return Child == Case->getSubStmt();
  if (const auto *Label = dyn_cast<LabelStmt>(Parent))
    return Child == Label->getSubStmt();
  return isa<CompoundStmt>(Parent);
}

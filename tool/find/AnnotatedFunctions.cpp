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

bool xfork::callsProgram(const Stmt *Code) {
  if (!Code || isa<LambdaExpr>(Code))
    return false;
  const auto *Call = dyn_cast<CallExpr>(Code);
  const auto *Construct = dyn_cast<CXXConstructExpr>(Code);
  if ((Call && !isStd(Call->getCalleeDecl())) || (Construct && !isStd(Construct->getConstructor())) || isa<CXXUnresolvedConstructExpr>(Code))
    return true;
  return llvm::any_of(Code->children(), callsProgram);
}

static bool isArithmetic(const Expr *E) {
  const auto *B = dyn_cast<BinaryOperator>(E);
  const auto *U = dyn_cast<UnaryOperator>(E);
  bool IsOperator = (B && !B->isAssignmentOp() && !B->isLogicalOp() && !B->isCommaOp() && !B->isPtrMemOp()) ||
                    (U && U->isArithmeticOp() && !U->isIncrementDecrementOp());
  return (IsOperator || isa<ConditionalOperator>(E)) && E->getType()->isArithmeticType();
}

const Expr *xfork::annotatedCallIn(const Expr *E) {
  const Expr *Bare = stripped(E);
  if (Annotations Found = annotationsOfCall(Bare); !Found.Attrs.empty())
    return Bare;
  if (!isArithmetic(Bare))
    return nullptr;
  const Expr *Result = nullptr;
  for (const Stmt *Part : Bare->children()) {
    const auto *Operand = cast<Expr>(Part);
    const Expr *Inside = annotatedCallIn(Operand);
    if (!Inside && callsProgram(Operand))
      return nullptr;
    Result = Result ? Result : Inside;
  }
  return Result && !annotationsOfCall(Result).has(Annotation::Process) ? Result : nullptr;
}

const Expr *xfork::annotatedCallOf(const Expr *Statement) {
  const Expr *Bare = stripped(Statement);
  if (const auto *B = dyn_cast<BinaryOperator>(Bare))
    return B->isAssignmentOp() ? annotatedCallIn(B->getRHS()) : nullptr;
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(Bare); C && C->isAssignmentOp())
    return annotatedCallIn(C->getArg(1));
  if (const auto *M = dyn_cast<CXXMemberCallExpr>(Bare); M && M->getNumArgs() == 1)
    if (const Expr *Call = annotatedCallIn(M->getArg(0)))
      return isStd(M->getMethodDecl()) ? Call : nullptr;
  return annotationsOfCall(Bare).Attrs.empty() ? nullptr : Bare;
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

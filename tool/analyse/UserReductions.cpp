#include "analyse/UserReductions.h"
#include "analyse/Assignments.h"
#include "analyse/Mentions.h"
#include "analyse/Place.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace xfork;

/// The operator that a function object of the standard library stands for.
static std::optional<BinaryOperatorKind> operatorOf(const Expr *Operation) {
  const CXXRecordDecl *R = Operation->getType().getNonReferenceType()->getAsCXXRecordDecl();
  if (!R || !isStd(R) || !R->getIdentifier())
    return std::nullopt;
  return llvm::StringSwitch<std::optional<BinaryOperatorKind>>(R->getName())
      .Case("plus", BO_Add)
      .Case("multiplies", BO_Mul)
      .Case("bit_and", BO_And)
      .Case("bit_or", BO_Or)
      .Case("bit_xor", BO_Xor)
      .Default(std::nullopt);
}

static std::optional<BinaryOperatorKind> assignedBy(const Expr *E) {
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isCompoundAssignmentOp())
    return BinaryOperator::getOpForCompoundAssignment(B->getOpcode());
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E); C && C->isAssignmentOp() && C->getOperator() != OO_Equal)
    return BinaryOperator::getOpForCompoundAssignment(BinaryOperator::getOverloadedOpcode(C->getOperator()));
  return std::nullopt;
}

/// The two operands of a binary expression, built in or overloaded.
static std::optional<std::pair<const Expr *, const Expr *>> operands(const Expr *E) {
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return std::pair(B->getLHS(), B->getRHS());
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E); C && C->getNumArgs() == 2 && C->getOperator() != OO_Call)
    return std::pair(C->getArg(0), C->getArg(1));
  return std::nullopt;
}

static bool isAssignment(const Expr *E) {
  const auto *B = dyn_cast<BinaryOperator>(E);
  const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
  return (B && B->getOpcode() == BO_Assign) || (C && C->getOperator() == OO_Equal);
}

static std::optional<BinaryOperatorKind> binary(const Expr *E) {
  if (const auto *B = dyn_cast<BinaryOperator>(E))
    return B->getOpcode();
  const auto *C = dyn_cast<CXXOperatorCallExpr>(E);
  return C && C->isInfixBinaryOp() ? std::optional(BinaryOperator::getOverloadedOpcode(C->getOperator())) : std::nullopt;
}

void UserReductions::recognise(llvm::function_ref<void(const VarDecl *)> Covers) {
  const AnnotateAttr *A = S.Attributes.find(Annotation::Reduce);
  if (!A)
    return;
  for (const Expr *E : llvm::drop_begin(llvm::make_range(A->args_begin(), A->args_end()))) {
    const auto *V = cast<VarDecl>(cast<DeclRefExpr>(E->IgnoreParenImpCasts())->getDecl());
    variable(*A->args_begin(), V);
    Covers(V);
  }
}

void UserReductions::refuse(SourceLocation Loc, std::string Why) {
  Facts.Findings.push_back({Diag::BadArgument, Loc, {"reduce", std::move(Why)}, {}});
}

bool UserReductions::isOperation(const CallExpr *Call, const Expr *Operation) const {
  const Expr *Op = stripped(Operation);
  const auto *Named = dyn_cast<DeclRefExpr>(Op);
  if (const auto *Functor = dyn_cast<CXXOperatorCallExpr>(Call)) {
    if (Functor->getOperator() != OO_Call)
      return false;
    const auto *Callee = dyn_cast<DeclRefExpr>(stripped(Functor->getArg(0)));
    if (Named)
      return Callee && Callee->getDecl() == Named->getDecl();
    return Context.hasSameUnqualifiedType(Functor->getArg(0)->getType(), Op->getType());
  }
  const auto *Callee = dyn_cast<DeclRefExpr>(Call->getCallee()->IgnoreParenImpCasts());
  return Named && Callee && Callee->getDecl()->getCanonicalDecl() == Named->getDecl()->getCanonicalDecl();
}

std::optional<UserReductions::Fold> UserReductions::match(const Expr *Statement, const Expr *Operation, const VarDecl *V) const {
  const Expr *E = Statement;
  if (const auto *C = dyn_cast<ExprWithCleanups>(E))
    E = C->getSubExpr();
  E = E->IgnoreParens();
  std::optional<BinaryOperatorKind> Op = operatorOf(Operation);
  auto Arguments = [](const CallExpr *Call) {
    return llvm::drop_begin(Call->arguments(), isa<CXXOperatorCallExpr>(Call) ? 1 : 0);
  };
  auto FoldOf = [&](const Expr *Value, bool InPlace) -> std::optional<Fold> {
    const auto *Call = dyn_cast<CallExpr>(Value);
    if (!Call || !isOperation(Call, Operation))
      return std::nullopt;
    auto Given = llvm::to_vector(Arguments(Call));
    if (Given.size() != 2 || !names(stripped(Given[0]), V))
      return std::nullopt;
    return Fold{Statement, Given[1], InPlace, InPlace ? 1u : 2u};
  };
  if (auto Sides = operands(E); Sides && isAssignment(E) && names(stripped(Sides->first), V)) {
    const Expr *Value = stripped(Sides->second);
    if (std::optional<Fold> F = FoldOf(Value, false))
      return F;
    auto Inner = operands(Value);
    if (Op && Inner && binary(Value) == Op && names(stripped(Inner->first), V))
      return Fold{Statement, Inner->second, false, 2};
    return std::nullopt;
  }
  if (auto Sides = operands(E); Op && Sides && assignedBy(E) == Op && names(stripped(Sides->first), V))
    return Fold{Statement, Sides->second, false, 1};
  return FoldOf(E, true);
}

void UserReductions::variable(const Expr *Operation, const VarDecl *V) {
  struct Finder : RecursiveASTVisitor<Finder> {
    llvm::function_ref<std::optional<Fold>(const Expr *)> Match;
    std::vector<Fold> Found;
    explicit Finder(llvm::function_ref<std::optional<Fold>(const Expr *)> Match) : Match(Match) {}
    bool TraverseStmt(Stmt *Code) {
      if (const auto *E = dyn_cast_or_null<Expr>(Code))
        if (std::optional<Fold> F = Match(E)) {
          Found.push_back(*F);
          return RecursiveASTVisitor::TraverseStmt(const_cast<Expr *>(F->Element));
        }
      return RecursiveASTVisitor::TraverseStmt(Code);
    }
  };
  auto Match = [&](const Expr *E) { return match(E, Operation, V); };
  Finder Folds(Match);
  Folds.TraverseStmt(const_cast<Stmt *>(Header.Body));
  std::string Name = V->getNameAsString();
  std::optional<Span> OperationText = Source.span(Operation->getSourceRange());
  unsigned Mentions = 0;
  for (const Fold &F : Folds.Found)
    Mentions += F.Mentions;
  if (Folds.Found.empty() || findMentions(Header.Body, V, Source).Count != Mentions) {
    std::string Text = OperationText ? Source.text(*OperationText).str() : "op";
    return refuse(S.Attributes.find(Annotation::Reduce)->getLocation(), "folds by '" + Name + " = " + Text + "(" + Name + ", e)' or '" + Text + "(" + Name + ", e)' alone, and '" +
                                    Name + "' is used in another way");
  }
  PartFact Part{Name, Name + "_part", identity(V), {}};
  for (const Fold &F : Folds.Found) {
    if (F.InPlace != Folds.Found.front().InPlace)
      return refuse(F.Statement->getBeginLoc(), "folds in one way only: by what the operation returns, or in place");
    QualType Element = F.Element->getType().getNonReferenceType(), Own = V->getType().getNonReferenceType();
    bool BothNumbers = Element->isArithmeticType() && Own->isArithmeticType();
    if (!Element->isDependentType() && !Own->isDependentType() && !BothNumbers && !Context.hasSameUnqualifiedType(stripped(F.Element)->getType(), Own))
      return refuse(F.Element->getExprLoc(), "combines elements of the variable's own type: a part of the loop begins with its first element");
    std::optional<Span> Whole = Source.span(F.Statement->getSourceRange()), Inner = Source.span(F.Element->getSourceRange());
    if (!Whole || !Inner || !OperationText) {
      Facts.Findings.push_back({Diag::SiteInMacro, F.Statement->getBeginLoc(), {}, {}});
      return;
    }
    Part.Rewordings.push_back({{Whole->File, Whole->Begin, Inner->Begin}, "%.fold("});
    Part.Rewordings.push_back({{Whole->File, Inner->End, Whole->End}, ")"});
  }
  Part.Form = Source.text(*OperationText).str() + ", %";
  Facts.Options.push_back({Folds.Found.front().InPlace ? "reduction_in_place" : "reduction", {Part}});
}

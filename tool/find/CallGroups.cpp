#include "find/CallGroups.h"
#include "analyse/Place.h"
#include "find/AnnotatedFunctions.h"
#include "clang/AST/ExprCXX.h"

using namespace clang;
using namespace xfork;

namespace {
/// Walks what is evaluated in any case, in order, and remembers what may not be.
class GroupFinder {
public:
  explicit GroupFinder(bool ArgumentsBackwards) : ArgumentsBackwards(ArgumentsBackwards) {}

  void visit(const Stmt *S) {
    const auto *E = dyn_cast_or_null<Expr>(S);
    // Not evaluated, or not here.
    if (!E || isa<LambdaExpr, UnaryExprOrTypeTraitExpr, CXXNoexceptExpr, CXXTypeidExpr, RequiresExpr, StmtExpr>(E))
      return;
    if (const auto *Call = dyn_cast<CallExpr>(E); Call && isForked(Call)) {
      Calls.push_back(Call);
      return;
    }
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(E)) {
      if (isForkedIfAtAll(Conditional))
        Calls.push_back(Conditional);
      else
        visitParts(Conditional);
      return;
    }
    if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isLogicalOp()) {
      visit(B->getLHS());
      Others.push_back(B->getRHS());
      return;
    }
    visitParts(E);
  }

  void visitParts(const Expr *E) {
    if (const auto *Conditional = dyn_cast<ConditionalOperator>(E)) {
      visit(Conditional->getCond());
      Others.push_back(Conditional->getTrueExpr());
      Others.push_back(Conditional->getFalseExpr());
      return;
    }
    for (const Stmt *Part : inOrder(E))
      visit(Part);
  }

  llvm::SmallVector<const Expr *, 4> Calls;
  llvm::SmallVector<const Expr *, 4> Others; ///< May not be evaluated.

private:
  static bool isForked(const CallExpr *Call) {
    Annotations Found = annotationsOfCall(Call);
    return !Found.Attrs.empty() && !Found.has(Annotation::Process);
  }

  /// One of its values comes from one call.
  static bool isForkedIfAtAll(const ConditionalOperator *C) {
    auto HoldsCall = [](const Expr *Value) { return annotatedCallIn(Value) && callGroups(Value, false).empty(); };
    return C->isPRValue() && C->getType()->isArithmeticType() && !callsProgram(C->getCond()) &&
           (HoldsCall(C->getTrueExpr()) || HoldsCall(C->getFalseExpr()));
  }

  llvm::SmallVector<const Stmt *, 8> inOrder(const Expr *E) const {
    llvm::SmallVector<const Stmt *, 8> Parts(E->child_begin(), E->child_end());
    if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isAssignmentOp())
      std::reverse(Parts.begin(), Parts.end());
    else if (const auto *Op = dyn_cast<CXXOperatorCallExpr>(E))
      orderOperands(Op, Parts);
    else if (ArgumentsBackwards && isa<CallExpr, CXXUnresolvedConstructExpr, ParenListExpr>(E))
      std::reverse(isa<CallExpr>(E) ? std::next(Parts.begin()) : Parts.begin(), Parts.end()); // behind the callee
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E); ArgumentsBackwards && Construct && !Construct->isListInitialization())
      std::reverse(Parts.begin(), Parts.end());
    return Parts;
  }

  /// An operator that is a function has the order of the one that is built in, where that has one.
  void orderOperands(const CXXOperatorCallExpr *Op, llvm::SmallVectorImpl<const Stmt *> &Parts) const {
    auto First = std::next(Parts.begin()); // behind the operator
    switch (Op->getOperator()) {
    case OO_LessLess:
    case OO_GreaterGreater:
    case OO_Subscript:
    case OO_Comma:
    case OO_ArrowStar:
      return;
    case OO_Call:
      if (ArgumentsBackwards)
        std::reverse(std::next(First), Parts.end());
      return;
    default:
      if (ArgumentsBackwards || Op->isAssignmentOp())
        std::reverse(First, Parts.end());
    }
  }

  const bool ArgumentsBackwards;
};
} // namespace

std::vector<CallGroup> xfork::callGroups(const Expr *Full, bool ArgumentsBackwards) {
  std::vector<CallGroup> Result;
  llvm::SmallVector<const Expr *, 4> Regions{Full};
  while (!Regions.empty()) {
    const Expr *Region = Regions.pop_back_val();
    GroupFinder Finder(ArgumentsBackwards);
    Finder.visit(Region);
    // f(g(a), h(b)): the arguments of a call that stands alone.
    while (Finder.Calls.size() == 1)
      Finder.visitParts(Finder.Calls.pop_back_val());
    Regions.append(Finder.Others);
    if (Finder.Calls.size() > 1)
      Result.push_back({Region, std::move(Finder.Calls)});
  }
  return Result;
}

#include "prove/LoopIndex.h"
#include "analyse/Place.h"
#include "prove/Modified.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace xfork;

std::optional<Comparison> xfork::comparison(const Expr *E) {
  E = stripped(E);
  if (const auto *R = dyn_cast<CXXRewrittenBinaryOperator>(E)) {
    auto Parts = R->getDecomposedForm();
    return Comparison{Parts.Opcode, Parts.LHS, Parts.RHS};
  }
  if (const auto *B = dyn_cast<BinaryOperator>(E); B && B->isComparisonOp())
    return Comparison{B->getOpcode(), B->getLHS(), B->getRHS()};
  if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E); C && C->isComparisonOp() && C->getNumArgs() == 2)
    return Comparison{BinaryOperator::getOverloadedOpcode(C->getOperator()), C->getArg(0), C->getArg(1)};
  return std::nullopt;
}

namespace {
const VarDecl *named(const Expr *E) {
  const auto *D = E ? dyn_cast<DeclRefExpr>(stripped(E)) : nullptr;
  return D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
}

/// `++i`, `i -= s`, `i = i + s`, `i = s + i`
bool readIncrement(const Expr *E, LoopIndex &Index) {
  if (!E)
    return false;
  E = stripped(E);
  OverloadedOperatorKind Op = OO_None;
  const Expr *Target = nullptr, *Step = nullptr;
  if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->isIncrementDecrementOp()) {
    Op = U->isIncrementOp() ? OO_PlusPlus : OO_MinusMinus;
    Target = U->getSubExpr();
  } else if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E)) {
    Op = C->getOperator();
    Target = C->getArg(0);
    if (Op == OO_PlusEqual || Op == OO_MinusEqual)
      Step = C->getArg(1);
  } else if (const auto *B = dyn_cast<BinaryOperator>(E)) {
    Target = B->getLHS();
    Op = B->getOpcode() == BO_AddAssign ? OO_PlusEqual : B->getOpcode() == BO_SubAssign ? OO_MinusEqual : OO_None;
    Step = B->getRHS();
    const auto *Sum = B->getOpcode() == BO_Assign ? dyn_cast<BinaryOperator>(stripped(B->getRHS())) : nullptr;
    if (Sum && Sum->isAdditiveOp()) {
      Op = Sum->getOpcode() == BO_Add ? OO_PlusEqual : OO_MinusEqual;
      bool Swapped = Op == OO_PlusEqual && named(Sum->getRHS()) == named(Target);
      Step = Swapped ? Sum->getLHS() : Sum->getRHS();
      if (named(Swapped ? Sum->getRHS() : Sum->getLHS()) != named(Target))
        return false;
    }
  }
  bool IsKnown = Op == OO_PlusPlus || Op == OO_MinusMinus || Op == OO_PlusEqual || Op == OO_MinusEqual;
  Index.Variable = IsKnown ? named(Target) : nullptr;
  Index.Step = Step;
  Index.CountsUp = Op == OO_PlusPlus || Op == OO_PlusEqual;
  return Index.Variable;
}

const Expr *firstValue(const Stmt *Init, const VarDecl *V) {
  if (const auto *D = dyn_cast_or_null<DeclStmt>(Init))
    return llvm::is_contained(D->decls(), V) ? V->getInit() : nullptr;
  const auto *E = dyn_cast_or_null<Expr>(Init);
  if (const auto *C = dyn_cast_or_null<CXXOperatorCallExpr>(E ? stripped(E) : nullptr); C && C->getOperator() == OO_Equal)
    return named(C->getArg(0)) == V ? C->getArg(1) : nullptr; // an iterator
  while (const auto *Comma = dyn_cast_or_null<BinaryOperator>(E ? stripped(E) : nullptr)) {
    if (Comma->getOpcode() == BO_Assign)
      return named(Comma->getLHS()) == V ? Comma->getRHS() : nullptr;
    if (Comma->getOpcode() != BO_Comma)
      return nullptr;
    if (const Expr *Found = firstValue(Comma->getLHS(), V))
      return Found;
    E = Comma->getRHS();
  }
  return nullptr;
}
} // namespace

std::optional<CountDown> xfork::countDown(const Expr *Condition) {
  if (!Condition)
    return std::nullopt;
  const Expr *Stepped = Condition, *Bound = nullptr;
  if (std::optional<Comparison> C = comparison(Condition); C && C->Op == BO_GT)
    Stepped = C->Left, Bound = C->Right;
  const auto *U = dyn_cast<UnaryOperator>(stripped(Stepped));
  const VarDecl *V = U && U->getOpcode() == UO_PostDec ? named(U->getSubExpr()) : nullptr;
  bool EndsAtZero = Bound || (V && V->getType()->isUnsignedIntegerType());
  if (!V || !V->getType()->isIntegerType() || !EndsAtZero || (Bound && modifiedVariables(Bound).contains(V)))
    return std::nullopt;
  return CountDown{V, Bound};
}

/// `for (int i = n; i-- > 0;)`
static std::optional<LoopIndex> countingDown(const ForStmt *For) {
  std::optional<CountDown> Down = For->getInc() ? std::nullopt : countDown(For->getCond());
  if (!Down || modifiedVariables(For->getBody()).contains(cast<ValueDecl>(Down->Variable->getCanonicalDecl())))
    return std::nullopt;
  LoopIndex Index{Down->Variable, firstValue(For->getInit(), Down->Variable), nullptr, false, true};
  return Index.First ? std::optional(Index) : std::nullopt;
}

std::optional<LoopIndex> xfork::loopIndex(const ForStmt *For) {
  if (std::optional<LoopIndex> Down = countingDown(For))
    return Down;
  LoopIndex Index;
  const Expr *Inc = For->getInc();
  // `++i, p += w`: the first that can be read counts.
  while (Inc) {
    const auto *Comma = dyn_cast<BinaryOperator>(stripped(Inc));
    bool IsComma = Comma && Comma->getOpcode() == BO_Comma;
    if (readIncrement(IsComma ? Comma->getLHS() : Inc, Index) && (!For->getInit() || firstValue(For->getInit(), Index.Variable)))
      break;
    Inc = IsComma ? Comma->getRHS() : nullptr;
    Index = {};
  }
  if (!Index.Variable)
    return std::nullopt;
  Index.First = firstValue(For->getInit(), Index.Variable);
  const auto *Canonical = cast<ValueDecl>(Index.Variable->getCanonicalDecl());
  if (modifiedVariables(For->getBody()).contains(Canonical) || modifiedVariables(For->getCond()).contains(Canonical))
    return std::nullopt;
  return Index;
}

#include "prove/SwapPattern.h"
#include "analyse/Place.h"

using namespace clang;
using namespace xfork;

static const VarDecl *pointerNamed(const Expr *E) {
  const auto *D = E ? dyn_cast<DeclRefExpr>(stripped(E)) : nullptr;
  const auto *V = D ? dyn_cast<VarDecl>(D->getDecl()) : nullptr;
  return V && V->getType()->isPointerType() ? V : nullptr;
}

namespace {
/// `To = From`, or its declaration.
struct Assigned {
  const VarDecl *To = nullptr, *From = nullptr;
  const Expr *At = nullptr;
};
} // namespace

static Assigned assigned(const Stmt *S) {
  if (const auto *D = dyn_cast<DeclStmt>(S); D && D->isSingleDecl())
    if (const auto *V = dyn_cast<VarDecl>(D->getSingleDecl()))
      return {V, pointerNamed(V->getInit()), nullptr};
  const auto *E = dyn_cast<Expr>(S);
  const auto *B = E ? dyn_cast<BinaryOperator>(stripped(E)) : nullptr;
  if (!B || B->getOpcode() != BO_Assign)
    return {};
  return {pointerNamed(B->getLHS()), pointerNamed(B->getRHS()), B};
}

std::vector<Swap> xfork::swapsByHand(const CompoundStmt *Block) {
  std::vector<Swap> Result;
  for (size_t I = 0; I + 2 < Block->size(); ++I) {
    Assigned Save = assigned(Block->body_begin()[I]), Move = assigned(Block->body_begin()[I + 1]), Restore = assigned(Block->body_begin()[I + 2]);
    bool IsSwap = Save.To && Save.From && Move.At && Restore.At && Move.To == Save.From && Move.From && Restore.To == Move.From &&
                  Restore.From == Save.To && Move.To != Restore.To;
    if (IsSwap)
      Result.push_back({Move.To, Restore.To, {Save.At, Move.At, Restore.At}});
  }
  return Result;
}

std::optional<std::pair<const VarDecl *, const VarDecl *>> xfork::swappedPointers(const CallExpr *C) {
  if (!isStd(C->getDirectCallee(), "swap") || C->getNumArgs() != 2)
    return std::nullopt;
  const VarDecl *A = pointerNamed(C->getArg(0)), *B = pointerNamed(C->getArg(1));
  return A && B && A != B ? std::optional(std::pair(A, B)) : std::nullopt;
}

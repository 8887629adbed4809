#include "analyse/Update.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace xfork;

llvm::StringRef xfork::name(ReductionOp Op) {
  static constexpr llvm::StringLiteral Names[] = {"plus",    "multiplies",  "bit_and",    "bit_or", "bit_xor",
                                                  "logical_and", "logical_or", "min", "max", "append"};
  return Names[static_cast<unsigned>(Op)];
}

namespace {
std::optional<ReductionOp> ofBinary(BinaryOperatorKind Op) {
  switch (Op) {
  case BO_Add: case BO_AddAssign: case BO_SubAssign: return ReductionOp::Plus;
  case BO_Mul: case BO_MulAssign: return ReductionOp::Multiplies;
  case BO_And: case BO_AndAssign: return ReductionOp::BitAnd;
  case BO_Or: case BO_OrAssign: return ReductionOp::BitOr;
  case BO_Xor: case BO_XorAssign: return ReductionOp::BitXor;
  case BO_LAnd: return ReductionOp::LogicalAnd;
  case BO_LOr: return ReductionOp::LogicalOr;
  default: return std::nullopt;
  }
}

std::optional<ReductionOp> ofOverloaded(OverloadedOperatorKind Op) {
  switch (Op) {
  case OO_PlusEqual: case OO_MinusEqual: case OO_PlusPlus: case OO_MinusMinus: return ReductionOp::Plus;
  case OO_StarEqual: return ReductionOp::Multiplies;
  default: return std::nullopt;
  }
}

class Matcher {
public:
  explicit Matcher(const ASTContext &Context) : Context(Context) {}

  std::optional<Update> match(const Stmt *S) const {
    if (const auto *If = dyn_cast<IfStmt>(S))
      return matchIf(If);
    const auto *E = dyn_cast<Expr>(S);
    if (!E)
      return std::nullopt;
    if (const auto *C = dyn_cast<ExprWithCleanups>(E))
      E = C->getSubExpr();
    E = E->IgnoreParens();
    if (const auto *U = dyn_cast<UnaryOperator>(E); U && U->isIncrementDecrementOp())
      return Update{ReductionOp::Plus, U->getSubExpr(), {U->getSubExpr()}, {}};
    if (const auto *C = dyn_cast<CXXOperatorCallExpr>(E))
      return matchOverloaded(C);
    if (const auto *C = dyn_cast<CallExpr>(E))
      return matchAppend(C);
    const auto *B = dyn_cast<BinaryOperator>(E);
    if (!B || !B->isAssignmentOp())
      return std::nullopt;
    if (B->getOpcode() == BO_Assign)
      return matchAssignment(B->getLHS(), B->getRHS());
    std::optional<ReductionOp> Op = ofBinary(B->getOpcode());
    return Op ? std::optional(Update{*Op, B->getLHS(), {B->getLHS()}, {B->getRHS()}}) : std::nullopt;
  }

  std::optional<Selection> matchSelection(const IfStmt *If) const {
    llvm::SmallVector<Assignment, 4> Assignments;
    if (If->getElse() || If->getInit() || If->getConditionVariable() || !flatten(If->getThen(), Assignments))
      return std::nullopt;
    for (const Assignment &Best : Assignments) {
      std::optional<Update> U = matchComparison(Best.Target, If->getCond(), Best.Value, false);
      if (!U)
        continue;
      const auto *Condition = cast<BinaryOperator>(stripped(If->getCond()));
      Selection Result{U->Op, Best.Target, 2, {}, Condition->getOpcode() == BO_LE || Condition->getOpcode() == BO_GE};
      for (const Assignment &Other : Assignments)
        if (&Other != &Best)
          Result.Companions.push_back(Other.Target);
      return Result;
    }
    return std::nullopt;
  }

private:
  struct Assignment {
    const Expr *Target, *Value;
  };

  /// Assignments and nothing else, in a block or with commas between them.
  static bool flatten(const Stmt *S, llvm::SmallVectorImpl<Assignment> &Result) {
    if (const auto *Block = dyn_cast<CompoundStmt>(S))
      return llvm::all_of(Block->body(), [&](const Stmt *Child) { return flatten(Child, Result); });
    const auto *E = dyn_cast<Expr>(S);
    if (const auto *C = dyn_cast_or_null<CXXOperatorCallExpr>(E ? stripped(E) : nullptr)) {
      if (C->getOperator() == OO_Equal && C->getNumArgs() == 2)
        Result.push_back({C->getArg(0), C->getArg(1)});
      return C->getOperator() == OO_Equal;
    }
    const auto *B = E ? dyn_cast<BinaryOperator>(stripped(E)) : nullptr;
    if (B && B->getOpcode() == BO_Comma)
      return flatten(B->getLHS(), Result) && flatten(B->getRHS(), Result);
    if (!B || B->getOpcode() != BO_Assign)
      return false;
    Result.push_back({B->getLHS(), B->getRHS()});
    return true;
  }

  /// v.push_back(x), v.emplace_back(x…), s.append(x), v.insert(v.end(), x…)
  std::optional<Update> matchAppend(const CallExpr *C) const {
    const Expr *Object = nullptr;
    llvm::StringRef Name;
    if (const auto *M = dyn_cast<CXXMemberCallExpr>(C)) {
      const CXXMethodDecl *Method = M->getMethodDecl();
      if (!Method || !isStd(Method) || !Method->getIdentifier())
        return std::nullopt;
      Object = M->getImplicitObjectArgument();
      Name = Method->getName();
    } else if (const auto *D = dyn_cast<CXXDependentScopeMemberExpr>(C->getCallee()->IgnoreParens())) {
      if (D->isImplicitAccess() || D->isArrow() || !D->getMember().isIdentifier())
        return std::nullopt;
      Object = D->getBase();
      Name = D->getMember().getAsIdentifierInfo()->getName();
    }
    if (!Object || Object->getType()->isPointerType())
      return std::nullopt;
    Update U{ReductionOp::Append, Object, {Object}, {}, {{C, 0}}};
    if (Name == "push_back" || Name == "emplace_back")
      return U;
    if (Name == "append") { // s.append(x).append(y)
      const auto *Before = dyn_cast<CallExpr>(stripped(Object));
      std::optional<Update> First = Before ? matchAppend(Before) : std::nullopt;
      if (!First)
        return U;
      First->Calls.push_back({C, 0});
      return First;
    }
    const Expr *Place = Name == "insert" && C->getNumArgs() >= 2 ? endOf(C->getArg(0)) : nullptr;
    if (!Place || !same(Object, Place))
      return std::nullopt;
    U.Mentions.push_back(Place);
    U.Calls.front().second = 1;
    return U;
  }

  /// `v` of `v.end()`
  static const Expr *endOf(const Expr *E) {
    const auto *End = dyn_cast<CXXMemberCallExpr>(throughConversion(E));
    const CXXMethodDecl *Method = End ? End->getMethodDecl() : nullptr;
    bool IsEnd = Method && Method->getIdentifier() && (Method->getName() == "end" || Method->getName() == "cend");
    return IsEnd ? End->getImplicitObjectArgument() : nullptr;
  }

  /// The iterator that a const_iterator is made of.
  static const Expr *throughConversion(const Expr *E) {
    E = stripped(E);
    const auto *C = dyn_cast<CXXConstructExpr>(E);
    return C && C->getNumArgs() >= 1 ? stripped(C->getArg(0)) : E;
  }

  bool same(const Expr *A, const Expr *B) const {
    llvm::FoldingSetNodeID IdA, IdB;
    A->IgnoreParenCasts()->Profile(IdA, Context, true);
    B->IgnoreParenCasts()->Profile(IdB, Context, true);
    return IdA == IdB;
  }

  std::optional<Update> matchOverloaded(const CXXOperatorCallExpr *C) const {
    if (C->getOperator() == OO_Equal && C->getNumArgs() == 2)
      return matchAssignment(C->getArg(0), C->getArg(1));
    std::optional<ReductionOp> Op = ofOverloaded(C->getOperator());
    if (!Op)
      return std::nullopt;
    Update U{*Op, C->getArg(0), {C->getArg(0)}, {}};
    bool IsIncrement = C->getOperator() == OO_PlusPlus || C->getOperator() == OO_MinusMinus;
    for (unsigned I = 1; I < C->getNumArgs() && !IsIncrement; ++I)
      U.Operands.push_back(C->getArg(I));
    return U;
  }

  std::optional<Update> matchAssignment(const Expr *Target, const Expr *Value) const {
    const Expr *E = stripped(Value);
    if (const auto *B = dyn_cast<BinaryOperator>(E))
      return matchBinary(Target, B);
    if (const auto *C = dyn_cast<CallExpr>(E))
      return matchMinMaxCall(Target, C);
    if (const auto *C = dyn_cast<ConditionalOperator>(E))
      return matchConditional(Target, C->getCond(), C->getTrueExpr(), C->getFalseExpr());
    return std::nullopt;
  }

  /// x = x + a - b, x = a + x
  std::optional<Update> matchBinary(const Expr *Target, const BinaryOperator *B) const {
    bool IsMinus = B->getOpcode() == BO_Sub;
    std::optional<ReductionOp> Op = IsMinus ? ReductionOp::Plus : ofBinary(B->getOpcode());
    if (!Op || B->isAssignmentOp())
      return std::nullopt;
    Update U{*Op, Target, {Target}, {}};
    for (const BinaryOperator *Next = B;;) {
      bool Additive = Next->getOpcode() == BO_Add || Next->getOpcode() == BO_Sub;
      if (Next->getOpcode() != B->getOpcode() && !(*Op == ReductionOp::Plus && Additive))
        break;
      U.Operands.push_back(Next->getRHS());
      if (same(Target, Next->getLHS())) {
        U.Mentions.push_back(Next->getLHS());
        return U;
      }
      const auto *Left = dyn_cast<BinaryOperator>(stripped(Next->getLHS()));
      if (!Left)
        break;
      Next = Left;
    }
    bool Commutes = !IsMinus && *Op != ReductionOp::LogicalAnd && *Op != ReductionOp::LogicalOr;
    if (Commutes && same(Target, B->getRHS()))
      return Update{*Op, Target, {Target, B->getRHS()}, {B->getLHS()}};
    return std::nullopt;
  }

  std::optional<Update> matchMinMaxCall(const Expr *Target, const CallExpr *C) const {
    const FunctionDecl *F = C->getDirectCallee();
    llvm::StringRef Name;
    if (F && isStd(F, "min"))
      Name = "min";
    else if (F && isStd(F, "max"))
      Name = "max";
    else if (const auto *U = dyn_cast<UnresolvedLookupExpr>(C->getCallee()->IgnoreParens()))
      Name = U->getName().isIdentifier() ? U->getName().getAsIdentifierInfo()->getName() : "";
    if ((Name != "min" && Name != "max") || C->getNumArgs() != 2)
      return std::nullopt;
    ReductionOp Op = Name == "min" ? ReductionOp::Min : ReductionOp::Max;
    for (unsigned I : {0u, 1u})
      if (same(Target, C->getArg(I)))
        return Update{Op, Target, {Target, C->getArg(I)}, {C->getArg(1 - I)}, {}, I == 1};
    return std::nullopt;
  }

  /// The comparison `Cond` decides that Target takes Value: min, max or nothing we know.
  std::optional<Update> matchComparison(const Expr *Target, const Expr *Cond, const Expr *Value, bool Negated) const {
    const auto *B = dyn_cast<BinaryOperator>(stripped(Cond));
    if (!B || !B->isRelationalOp())
      return std::nullopt;
    bool Less = B->getOpcode() == BO_LT || B->getOpcode() == BO_LE;
    const Expr *Mention;
    if (same(B->getLHS(), Value) && same(B->getRHS(), Target))
      Mention = B->getRHS();
    else if (same(B->getRHS(), Value) && same(B->getLHS(), Target)) {
      Mention = B->getLHS();
      Less = !Less;
    } else
      return std::nullopt;
    const Expr *Operand = Mention == B->getRHS() ? B->getLHS() : B->getRHS();
    bool IsStrict = B->getOpcode() == BO_LT || B->getOpcode() == BO_GT;
    return Update{Less != Negated ? ReductionOp::Min : ReductionOp::Max, Target, {Target, Mention}, {Operand, Value}, {}, Negated || !IsStrict};
  }

  std::optional<Update> matchConditional(const Expr *Target, const Expr *Cond, const Expr *True, const Expr *False) const {
    bool KeepsOnFalse = same(Target, False);
    if (!KeepsOnFalse && !same(Target, True))
      return std::nullopt;
    std::optional<Update> U = matchComparison(Target, Cond, KeepsOnFalse ? True : False, !KeepsOnFalse);
    if (U)
      U->Mentions.push_back(KeepsOnFalse ? False : True);
    return U;
  }

  std::optional<Update> matchIf(const IfStmt *If) const {
    if (If->getElse() || If->getInit() || If->getConditionVariable())
      return std::nullopt;
    const Stmt *Then = If->getThen();
    if (const auto *Block = dyn_cast<CompoundStmt>(Then))
      Then = Block->size() == 1 ? Block->body_front() : nullptr;
    const auto *E = dyn_cast_or_null<Expr>(Then);
    const auto *B = E ? dyn_cast<BinaryOperator>(stripped(E)) : nullptr;
    if (!B || B->getOpcode() != BO_Assign)
      return std::nullopt;
    return matchComparison(B->getLHS(), If->getCond(), B->getRHS(), false);
  }

  const ASTContext &Context;
};
} // namespace

bool Update::isOrderSensitive() const {
  return LastOfEqualCounts && !Target->getType().getNonReferenceType()->isIntegralOrEnumerationType();
}

std::optional<Update> xfork::matchUpdate(const ASTContext &Context, const Stmt *S) { return Matcher(Context).match(S); }

std::optional<Selection> xfork::matchSelection(const ASTContext &Context, const IfStmt *If) {
  return Matcher(Context).matchSelection(If);
}

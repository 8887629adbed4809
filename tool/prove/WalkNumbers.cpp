// What the walker knows of numbers: arithmetic, conversions, comparisons.
#include "prove/Walker.h"
#include "clang/AST/ASTContext.h"

using namespace clang;
using namespace xfork;

ConditionRef Walker::truth(const Operand &O) const {
  if (O.Test || !O.Value)
    return O.Test;
  return negation(xfork::compare(Condition::Equal, O.Value, Number(0)));
}

/// A conversion that may not keep the value. Arithmetic of 32 bits and more is taken not to wrap; see
/// docs/decisions.
Number Walker::fitted(Number N, QualType From, QualType To) {
  if (!N || To->isDependentType() || From->isDependentType())
    return N;
  if (To->isBooleanType() || !To->isIntegralOrEnumerationType() || !From->isIntegralOrEnumerationType())
    return std::nullopt;
  unsigned Bits = Context.getIntWidth(To);
  bool Widens = Context.getIntWidth(From) < Bits || (Context.getIntWidth(From) == Bits && From->isSignedIntegerType() == To->isSignedIntegerType());
  if (Bits >= 32 || Widens)
    return N;
  int64_t Size = int64_t(1) << Bits;
  if (To->isUnsignedIntegerType())
    return Out.All.divided(Atom::FloorRemainder, N, Size);
  return Out.All.divided(Atom::FloorRemainder, N + Number(Size / 2), Size) - Number(Size / 2);
}

/// Of two pointers or iterators into one array.
Number Walker::distance(const Operand &From, const Operand &To) {
  if (From.Targets.size() != 1 || To.Targets.size() != 1)
    return std::nullopt;
  Location First = From.Targets.front(), Last = To.Targets.front();
  if (First.Path.empty() || Last.Path.empty() || First.Path.back().Subscripts.empty() || Last.Path.back().Subscripts.empty())
    return std::nullopt;
  Number Result = Last.Path.back().Subscripts.back() - First.Path.back().Subscripts.back();
  First.Path.back().Subscripts.back() = Last.Path.back().Subscripts.back() = Number(0);
  return First.sameAs(Last) ? Result : std::nullopt;
}

static bool isPowerOfTwo(int64_t N) { return N > 0 && (N & (N - 1)) == 0; }

/// Factors of this size are made for wrapping: hashes and random numbers.
static bool mayWrap(const Number &N) {
  return N && llvm::any_of(N->terms(), [](const auto &Term) { return std::abs(Term.second) > (int64_t(1) << 24); });
}

Number Walker::product(const Number &A, const Number &B) {
  bool ScalesOnly = (A && A->constant()) || (B && B->constant());
  if (ScalesOnly || !A || !B)
    return A * B;
  bool GroupsLeft = Out.All.isInvariant(*A) && !Out.All.isInvariant(*B);
  return GroupsLeft ? Out.All.grouped(A) * B : A * Out.All.grouped(B);
}

Operand Walker::arithmetic(BinaryOperatorKind Op, const Operand &A, const Operand &B, QualType T) {
  bool IsPointer = !A.Targets.empty() || !B.Targets.empty();
  if (IsPointer && (Op == BO_Add || Op == BO_Sub)) {
    const Operand &Pointer = A.Targets.empty() ? B : A;
    if (!A.Targets.empty() && !B.Targets.empty())
      return Operand::number(distance(B, A));
    Number Offset = A.Targets.empty() ? A.Value : B.Value;
    if (Op == BO_Sub)
      Offset = Number(0) - Offset;
    Operand Result;
    for (const Location &L : Pointer.Targets)
      Result.Targets.push_back(L.Root == Location::Unknown ? L : L.moved(Offset));
    return Result;
  }
  std::optional<int64_t> C = B.Value ? B.Value->constant() : std::nullopt;
  Number Result;
  bool IsUnsigned = !T.isNull() && !T->isDependentType() && T->isUnsignedIntegerType();
  switch (Op) {
  case BO_Add: Result = A.Value + B.Value; break;
  case BO_Sub: Result = A.Value - B.Value; break;
  case BO_Mul: Result = product(A.Value, B.Value); break;
  case BO_Div: Result = C ? Out.All.divided(Atom::TruncQuotient, A.Value, *C) : std::nullopt; break;
  case BO_Rem: Result = C ? Out.All.divided(Atom::TruncRemainder, A.Value, *C) : std::nullopt; break;
  case BO_Shl: Result = C && *C >= 0 && *C < 32 ? A.Value * Number(int64_t(1) << *C) : std::nullopt; break;
  case BO_Shr: Result = C && *C >= 0 && *C < 32 ? Out.All.divided(Atom::FloorQuotient, A.Value, int64_t(1) << *C) : std::nullopt; break;
  case BO_Xor: // to the other of two
    Result = C == 1 ? A.Value + Number(1) - Number(2) * Out.All.divided(Atom::FloorRemainder, A.Value, 2) : std::nullopt;
    break;
  case BO_And:
    if (C && isPowerOfTwo(*C + 1))
      Result = Out.All.divided(Atom::FloorRemainder, A.Value, *C + 1);
    break;
  default: break;
  }
  if (IsUnsigned && mayWrap(Result))
    Result = std::nullopt;
  if (!Result && A.Value && B.Value && Out.All.isInvariant(*A.Value) && Out.All.isInvariant(*B.Value)) {
    // Neither sum nor product, but the same in all iterations.
    std::string Name = Out.All.text(*A.Value) + " " + BinaryOperator::getOpcodeStr(Op).str() + " " + Out.All.text(*B.Value);
    Result = Polynomial::atom(Out.All.parameter("op " + Name, Name, IsUnsigned));
  }
  return Operand::number(Result);
}

Operand Walker::compared(BinaryOperatorKind Op, const Expr *Left, const Expr *Right) {
  Operand A = value(Left), B = value(Right);
  QualType T = Left->getType();
  bool IsUnsigned = !T.isNull() && !T->isDependentType() && T->isUnsignedIntegerType();
  return compare(Op, A, B, IsUnsigned);
}

/// A < min(x, y) is A < x and A < y: each may be linear where the minimum is not. The same for max on the left.
ConditionRef Walker::ordered(Condition::ConditionKind Kind, const Number &A, const Number &B) const {
  auto Extremum = [&](const Number &N, Atom::AtomKind Wanted) -> const Atom * {
    if (!N || N->terms().size() != 1 || N->terms().begin()->first.size() != 1 || N->terms().begin()->second != 1)
      return nullptr;
    const Atom &Found = Out.All[N->terms().begin()->first.front()];
    return Found.Kind == Wanted ? &Found : nullptr;
  };
  if (const Atom *Least = Extremum(B, Atom::Min))
    return combination(Condition::And, ordered(Kind, A, Least->Left), ordered(Kind, A, Least->Right));
  if (const Atom *Most = Extremum(A, Atom::Max))
    return combination(Condition::And, ordered(Kind, Most->Left, B), ordered(Kind, Most->Right, B));
  return xfork::compare(Kind, A, B);
}

Operand Walker::compare(BinaryOperatorKind Op, const Operand &A, const Operand &B, bool IsUnsigned) {
  Number Left = A.Value, Right = B.Value;
  if (A.Targets.size() == 1 && B.Targets.size() == 1) { // pointers into one array
    Location First = A.Targets.front(), Second = B.Targets.front();
    if (First.Path.empty() || Second.Path.empty() || First.Path.back().isMember() || Second.Path.back().isMember())
      return {};
    Left = First.Path.back().Subscripts.back(), Right = Second.Path.back().Subscripts.back();
    First.Path.back().Subscripts.back() = Second.Path.back().Subscripts.back() = Number(0);
    if (!First.sameAs(Second))
      return {};
  }
  if (!Left || !Right)
    return {};
  auto Test = [&](ConditionRef C) {
    if (!C || !IsUnsigned)
      return Operand::test(C);
    // Where a side would be negative it is huge instead.
    auto Guarded = std::make_shared<Condition>(*C);
    Guarded->MustNotBeNegative = {*Left, *Right};
    return Operand::test(Guarded);
  };
  auto Negated = [&](ConditionRef C) { return Operand::test(negation(Test(C).Test)); };
  switch (Op) {
  case BO_LT: return Test(ordered(Condition::Less, Left, Right));
  case BO_LE: return Test(ordered(Condition::LessEqual, Left, Right));
  case BO_GT: return Test(ordered(Condition::Less, Right, Left));
  case BO_GE: return Test(ordered(Condition::LessEqual, Right, Left));
  case BO_EQ: return Test(xfork::compare(Condition::Equal, Left, Right));
  case BO_NE: return Negated(xfork::compare(Condition::Equal, Left, Right));
  default: return {};
  }
}

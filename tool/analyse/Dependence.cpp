#include "analyse/Dependence.h"

using namespace xfork;

namespace {
using Verdict = DependenceVerdict;

/// One pair of subscripts. Unknown means that it neither proves nor disproves anything.
Verdict compareSubscripts(const std::optional<Affine> &A, const std::optional<Affine> &B, const LoopContext &Loop) {
  if (!A || !B || A->Coefficient != B->Coefficient || A->Symbols != B->Symbols)
    return {Verdict::Unknown};
  int64_t Difference = B->Constant - A->Constant;
  if (A->Coefficient == 0)
    return {Difference == 0 ? Verdict::SameElement : Verdict::Independent};
  if (Difference % (A->Coefficient * Loop.StepSize) != 0)
    return {Verdict::Independent};
  int64_t Distance = Difference / (A->Coefficient * Loop.StepSize);
  if (Loop.TripCount && static_cast<uint64_t>(std::abs(Distance)) >= *Loop.TripCount)
    return {Verdict::Independent};
  return Distance == 0 ? Verdict{Verdict::Independent} : Verdict{Verdict::Dependent, Distance};
}

/// Two subscripts in a row, neither of which separates the iterations.
Verdict combined(Verdict SoFar, Verdict Next) {
  if (Next.Kind == Verdict::Unknown || SoFar.Kind == Verdict::Unknown)
    return {Verdict::Unknown};
  return Next.Kind == Verdict::Dependent ? Next : SoFar;
}

/// All subscripts of one step. One that separates the iterations is enough.
Verdict compareSteps(const PlaceStep &A, const PlaceStep &B, const LoopContext &Loop) {
  if (A.PerIteration || B.PerIteration)
    return {A.PerIteration && B.PerIteration ? Verdict::Independent : Verdict::Unknown};
  if (A.Anywhere || B.Anywhere || A.Indices.size() != B.Indices.size())
    return {Verdict::Unknown};
  Verdict Result{Verdict::SameElement};
  for (size_t I = 0; I != A.Indices.size(); ++I) {
    Verdict V = compareSubscripts(affine(A.Indices[I], Loop), affine(B.Indices[I], Loop), Loop);
    if (V.Kind == Verdict::Independent)
      return V;
    Result = combined(Result, V);
  }
  return Result;
}
} // namespace

bool xfork::readsPointerOnly(const Access &A, const Access &Other) {
  return A.Kind == AccessKind::Read && A.Place.Path.size() < Other.Place.Path.size() && A.Where->getType()->isAnyPointerType();
}

DependenceVerdict xfork::compare(const Access &A, const Access &B, const LoopContext &Loop) {
  if (readsPointerOnly(A, B) || readsPointerOnly(B, A))
    return {Verdict::Independent};
  Verdict Result{Verdict::SameElement};
  size_t Common = std::min(A.Place.Path.size(), B.Place.Path.size());
  for (size_t I = 0; I != Common; ++I) {
    const PlaceStep &StepA = A.Place.Path[I], &StepB = B.Place.Path[I];
    if (StepA.Field || StepB.Field) {
      if (StepA.Field && StepB.Field && StepA.Field != StepB.Field)
        return {Verdict::Independent};
      if (!StepA.Field || !StepB.Field)
        return {Verdict::Unknown};
      continue;
    }
    Verdict V = compareSteps(StepA, StepB, Loop);
    if (V.Kind == Verdict::Independent)
      return V;
    Result = combined(Result, V);
  }
  // A whole array against one of its elements: some iteration's, nobody knows which.
  bool HasSubscript = Result.Kind == Verdict::Dependent || !A.Place.isWholeObject() || !B.Place.isWholeObject();
  if (A.Place.Path.size() != B.Place.Path.size() && HasSubscript && Result.Kind != Verdict::Dependent)
    return {Verdict::Unknown};
  return Result;
}

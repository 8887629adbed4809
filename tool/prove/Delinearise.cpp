#include "prove/Delinearise.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace xfork;

namespace {
/// The parameters of a product that also has an index in it; empty for others.
Monomial strideOf(const Monomial &M, const Atoms &All) {
  Monomial Stride;
  for (AtomId A : M)
    if (All.isInvariant(Polynomial::atom(A)))
      Stride.push_back(A);
  return Stride.size() == M.size() ? Monomial() : Stride;
}

/// M without the atoms of Divisor, or nothing if they are not all in it.
std::optional<Monomial> quotient(const Monomial &M, const Monomial &Divisor) {
  Monomial Rest(M);
  for (AtomId A : Divisor) {
    auto It = llvm::find(Rest, A);
    if (It == Rest.end())
      return std::nullopt;
    Rest.erase(It);
  }
  return Rest;
}

class Delineariser {
public:
  Delineariser(PairSet &Pair, const Atoms &All) : Pair(Pair), All(All) {}
  Equations Result;

  void equate(Polynomial First, Polynomial Second) {
    cancel(First, Second);
    if (Pair.isLinear(First) && Pair.isLinear(Second)) {
      Result.List.push_back({First, Second});
      return;
    }
    Monomial Stride = smallestStride(First, Second);
    if (Stride.empty()) {
      Result.Unproven = "'" + All.text(Pair.isLinear(First) ? Second : First) + "' is not linear in the loop variables";
      return;
    }
    int64_t Factor = commonFactor(First, Second, Stride);
    // In `i * n + n - 1 - j` the lone n belongs to the rest, in `(i + 1) * n + j` to the row.
    for (auto [LoneA, LoneB] : {std::pair(true, true), {false, false}, {false, true}, {true, false}}) {
      auto [QuotientA, RestA] = divided(First, Stride, Factor, LoneA);
      auto [QuotientB, RestB] = divided(Second, Stride, Factor, LoneB);
      if (!staysWithin(RestA, RestB, Stride, Factor))
        continue;
      Result.List.push_back({RestA, RestB});
      return equate(QuotientA, QuotientB);
    }
    Polynomial Width, Rest = divided(First, Stride, Factor, true).second;
    Width.add(Stride, Factor);
    Result.Unproven = "'" + All.text(Rest) + "' may leave the row of '" + All.text(Width) + "'";
  }

private:
  /// What is the same on both sides and has no index in it.
  void cancel(Polynomial &First, Polynomial &Second) const {
    Polynomial Original = First;
    for (const auto &[M, Coefficient] : Original.terms()) {
      auto It = Second.terms().find(M);
      bool IsFixed = M.size() > 1 && llvm::all_of(M, [&](AtomId A) { return All.isInvariant(Polynomial::atom(A)); });
      if (!IsFixed || It == Second.terms().end() || It->second != Coefficient)
        continue;
      First.add(M, -Coefficient);
      Second.add(M, -Coefficient);
    }
  }

  Monomial smallestStride(const Polynomial &First, const Polynomial &Second) const {
    Monomial Best;
    for (const Polynomial *P : {&First, &Second})
      for (const auto &[M, Coefficient] : P->terms()) {
        Monomial Stride = M.size() > 1 ? strideOf(M, All) : Monomial();
        if (!Stride.empty() && (Best.empty() || Stride.size() < Best.size()))
          Best = Stride;
      }
    return Best;
  }

  /// Of the coefficients of all terms with the stride and an index in them: 2 in  2*i*w + 2*j + 1.
  int64_t commonFactor(const Polynomial &First, const Polynomial &Second, const Monomial &Stride) const {
    int64_t Factor = 0;
    for (const Polynomial *P : {&First, &Second})
      for (const auto &[M, Coefficient] : P->terms())
        if (M.size() > Stride.size() && quotient(M, Stride) && !strideOf(M, All).empty())
          Factor = std::gcd(Factor, Coefficient);
    return Factor == 0 ? 1 : Factor;
  }

  std::pair<Polynomial, Polynomial> divided(const Polynomial &P, const Monomial &Stride, int64_t Factor, bool CountsLone) const {
    Polynomial Quotient, Rest;
    for (const auto &[M, Coefficient] : P.terms()) {
      std::optional<Monomial> Q = quotient(M, Stride);
      if (Q && Coefficient % Factor == 0 && (CountsLone || !Q->empty()))
        Quotient.add(*Q, Coefficient / Factor);
      else
        Rest.add(M, Coefficient);
    }
    return {Quotient, Rest};
  }

  /// Whether the rests always differ by less than the stride.
  bool staysWithin(const Polynomial &RestA, const Polynomial &RestB, const Monomial &Stride, int64_t Factor) {
    Polynomial Width;
    Width.add(Stride, Factor);
    isl::PwAff A = Pair.linear(RestA, PairSet::FirstSide), B = Pair.linear(RestB, PairSet::SecondSide);
    isl::PwAff W = Pair.linear(Width, PairSet::FirstSide);
    if (!A || !B || !W)
      return false;
    for (const isl::PwAff &D : {Pair.difference(A, B), Pair.difference(B, A)}) {
      isl::Set TooFar = Pair.where(Pair.pairs(), D, W, PairSet::AtLeast);
      if (isl_set_is_empty(TooFar.get()) != isl_bool_true)
        return false;
    }
    return true;
  }

  PairSet &Pair;
  const Atoms &All;
};
} // namespace

Equations xfork::delinearised(const Polynomial &First, const Polynomial &Second, PairSet &Pair, const Atoms &All) {
  Delineariser D(Pair, All);
  D.equate(First, Second);
  return std::move(D.Result);
}

// Two accesses of one loop, each in an iteration of its own, as a set of integer points: what iterations, inner
// rounds and parameters allow both to happen. Sets are never too small; where a condition is not understood, or not
// linear, they are larger than the truth, and isExact() says so.
#pragma once

#include "prove/Isl.h"
#include "prove/Trace.h"
#include <set>

namespace xfork {

class PairSet {
public:
  PairSet(isl::Session &Session, const Trace &T, const MemoryAccess &First, const MemoryAccess &Second);

  enum Side { FirstSide, SecondSide };

  /// All pairs of different iterations in which both happen; of an access with itself, each pair once.
  const isl::Set &pairs() const { return Pairs; }
  bool isExact() const { return Reason.empty(); }
  /// The condition that is not understood.
  const std::string &reason() const { return Reason; }

  /// Null if it is not linear, or not known.
  isl::PwAff linear(const Polynomial &P, Side Where);
  bool isLinear(const Polynomial &P) const;
  /// Points of `In` with A (in the first iteration) <Op> B (in the second).
  enum Relation { Equal, AtLeast };
  isl::Set where(const isl::Set &In, const isl::PwAff &A, const isl::PwAff &B, Relation Op) const;
  isl::PwAff difference(const isl::PwAff &A, const isl::PwAff &B) const;
  isl::PwAff constant(int64_t Value) const;

  /// Names of the isl parameters in a polynomial, products of parameters included.
  void parameterNames(const Polynomial &P, std::set<std::string> &Out) const;

  /// The first's iteration is this dimension, the second's that one.
  unsigned firstIteration() const { return 0; }
  unsigned secondIteration() const { return SecondDimension; }

private:
  using Dimensions = std::map<AtomId, unsigned>;
  void addDomain(const DomainRef &When, Side Where);
  isl::Set condition(const ConditionRef &C, bool Negated, Side Where, bool &Understood);
  isl::PwAff linearAtom(AtomId A, Side Where);
  isl::PwAff parameter(const std::string &Name, bool NonNegative);
  std::string parameterName(const Monomial &M) const;

  isl::Session &Session;
  const Trace &T;
  Dimensions Index[2];
  unsigned SecondDimension = 0, Count = 0;
  isl::Set Pairs;
  std::set<std::string> Known; ///< Parameters whose sign is in the set already.
  std::string Reason;
};

} // namespace xfork

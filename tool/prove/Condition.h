// When a piece of the loop's body runs: in which iterations, guards and inner loops included.
#pragma once

#include "prove/Polynomial.h"
#include <memory>

namespace xfork {

struct Condition;
using ConditionRef = std::shared_ptr<const Condition>;

/// A formula over numbers. Null stands for one that is not understood: it may hold or not.
struct Condition {
  enum ConditionKind {
    Less,      ///< Left < 0
    LessEqual, ///< Left <= 0
    Equal,     ///< Left == 0
    And,
    Or,
    Not,
  } Kind;
  Polynomial Left{};
  ConditionRef First{}, Second{};
  /// Of a comparison of unsigned numbers: it is understood where these are not negative.
  std::vector<Polynomial> MustNotBeNegative{};
};

inline ConditionRef compare(Condition::ConditionKind Kind, const Number &A, const Number &B) {
  Number Difference = A - B;
  return Difference ? std::make_shared<const Condition>(Condition{Kind, *Difference}) : nullptr;
}
inline ConditionRef negation(ConditionRef C) {
  return C ? std::make_shared<const Condition>(Condition{Condition::Not, {}, std::move(C)}) : nullptr;
}
/// Not understood parts stay in: null is an operand like any other.
inline ConditionRef combination(Condition::ConditionKind Kind, ConditionRef A, ConditionRef B) {
  return std::make_shared<const Condition>(Condition{Kind, {}, std::move(A), std::move(B)});
}

/// Conditions that hold together, innermost first, as a list that shares its tails.
struct Domain;
using DomainRef = std::shared_ptr<const Domain>;
struct Domain {
  ConditionRef Holds;
  std::optional<AtomId> Index; ///< The loop index that comes into being here.
  DomainRef Outer;
  std::string Text{};          ///< Of a condition that is not understood.
  bool IsTripCount = false;    ///< The parallel loop's own bound: not understood, it runs as long as it likes.
};

} // namespace xfork

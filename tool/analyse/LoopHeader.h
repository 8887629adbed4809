// Reads the head of a loop: what it counts, from where, to where, in which steps.
#pragma once

#include "analyse/LoopFacts.h"

namespace xfork {

struct LoopHeader {
  LoopShape Shape;
  const clang::VarDecl *Variable = nullptr; ///< The index, or the element of a range.
  bool IsOuter = false;                     ///< The index has a scope that is larger than the body's.
  const clang::Expr *First = nullptr;       ///< Null if the index comes with its first value.
  const clang::Stmt *Loop = nullptr, *Body = nullptr;
  const clang::Expr *Condition = nullptr;            ///< Of a `while`.
  std::vector<const clang::VarDecl *> Taken;         ///< What that gives a value and the body uses.
  bool IsTakenRange = false;                         ///< A range that can be walked only once.
  const clang::Expr *Last = nullptr, *Step = nullptr, *Range = nullptr;
  const clang::Expr *While = nullptr, *Next = nullptr; ///< Condition and step where they are evaluated value after value.
  bool CountsUp = true;
  std::optional<OuterIndex> Index;
  std::optional<uint64_t> TripCount; ///< Where the head says so.
  int64_t StepSize = 1;              ///< 1 where it is not known.
};

/// Nothing, with findings, if the loop is of no form that is understood.
std::optional<LoopHeader> readHeader(const clang::Stmt *Loop, const clang::ASTContext &Context, const SourceText &Source,
                                     std::vector<Finding> &Findings);

} // namespace xfork

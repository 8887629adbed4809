// How a loop is going to be rewritten. Plain data, printable, free of the AST.
#pragma once

#include "analyse/LoopFacts.h"
#include "plan/Names.h"

namespace xfork {

struct ReductionPlan {
  ReductionOp Op;
  std::string Variable; ///< What is reduced, under the name it has where the loop stands.
  std::string Part;     ///< The body's own name for its part of it.
  std::vector<Span> Mentions;
};

struct LoopPlan {
  LoopShape Shape;
  std::vector<ReductionPlan> Reductions;
  std::optional<std::string> Grain;
  std::string Item; ///< Name of the element where it is unpacked by a structured binding.
};

/// Plans an accepted loop.
LoopPlan planLoop(const LoopFacts &Facts, Names &Taken);
/// Gives the variables of inner loops the names that outer loops have given them.
void nest(std::vector<LoopPlan> &Loops);
std::string describe(const LoopPlan &Plan);

} // namespace xfork

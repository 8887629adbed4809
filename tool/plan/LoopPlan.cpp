#include "plan/LoopPlan.h"

using namespace xfork;

LoopPlan xfork::planLoop(const LoopFacts &Facts, Names &Taken) {
  LoopPlan Plan{Facts.Shape, {}, Facts.Grain, {}};
  if (!Plan.Shape.Binding.empty())
    Plan.Item = Taken.fresh("item");
  for (const ReductionFact &R : Facts.Reductions)
    if (R.IsHidden)
      Plan.Reductions.push_back({R.Op, R.Variable, R.Name, {}});
    else
      Plan.Reductions.push_back({R.Op, R.Variable, Taken.fresh(R.Name + "_part"), R.Mentions});
  return Plan;
}

void xfork::nest(std::vector<LoopPlan> &Loops) {
  for (LoopPlan &Outer : Loops)
    for (ReductionPlan &R : Outer.Reductions)
      for (LoopPlan &Inner : Loops) {
        if (&Inner == &Outer || !Outer.Shape.Body.contains(Inner.Shape.Whole))
          continue;
        for (ReductionPlan &InnerR : Inner.Reductions) {
          // The inner loop reduces the same variable if it mentions it in the same places.
          bool Same = llvm::all_of(InnerR.Mentions, [&](Span S) { return llvm::is_contained(R.Mentions, S); });
          if (!Same || InnerR.Mentions.empty())
            continue;
          InnerR.Variable = R.Part;
          llvm::erase_if(R.Mentions, [&](Span S) { return llvm::is_contained(InnerR.Mentions, S); });
        }
      }
}

std::string xfork::describe(const LoopPlan &Plan) {
  std::string Text = Plan.Shape.IsRange ? "loop over a range" : "loop " + Plan.Shape.IndexRange;
  for (const ReductionPlan &R : Plan.Reductions)
    Text += ", reduces '" + R.Variable + "' by " + name(R.Op).str();
  if (Plan.Grain)
    Text += ", at least " + *Plan.Grain + " iterations a task";
  return Text;
}

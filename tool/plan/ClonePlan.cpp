#include "plan/ClonePlan.h"

using namespace xfork;

/// Sites are told by what they fork: a statement's own span may lack its semicolon.
static bool isForkOf(const CallPlan &Call, const CloneFacts &Clone) {
  return llvm::any_of(Clone.Forks, [&](Span Fork) { return Fork.contains(Call.Facts.Forked); });
}

static void useMode(const ClonePlan &Clone, CallPlans &Calls) {
  for (CallPlan &Call : Calls.Calls) {
    if (!isForkOf(Call, Clone.Facts) || Call.Facts.InProcess)
      continue;
    Call.Api = Clone.Mode + "::";
    for (ScopePlan &Scope : Calls.Scopes)
      if (Scope.Name == Call.Task)
        Scope.Type = "typename " + Clone.Mode + "::task_scope";
  }
}

std::vector<ClonePlan> xfork::planClones(std::vector<CloneFacts> Facts, CallPlans &Calls, Names &Taken) {
  std::vector<ClonePlan> Plans;
  std::string Mode;
  for (CloneFacts &F : Facts) {
    if (Mode.empty())
      Mode = Taken.fresh("fork_mode");
    ClonePlan Plan;
    Plan.Mode = Mode;
    Plan.Clone = Taken.fresh(F.Name + "_clone");
    Plan.Serial = Taken.fresh(F.Name + "_serial");
    Plan.Call = Taken.fresh(F.Name + "_call");
    Plan.Facts = std::move(F);
    useMode(Plan, Calls);
    Plans.push_back(std::move(Plan));
  }
  return Plans;
}

std::string xfork::describe(const ClonePlan &Plan) {
  return "serial clone of '" + Plan.Facts.Name + "', " + std::to_string(Plan.Facts.Levels) + " level(s) inlined between polls";
}

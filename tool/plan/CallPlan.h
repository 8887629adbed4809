// How the calls of a unit are going to be rewritten. Plain data, printable, free of the AST.
#pragma once

#include "analyse/CallFacts.h"
#include "plan/LoopPlan.h"
#include "plan/Names.h"

namespace xfork {

struct CallPlan {
  CallFacts Facts;
  Span Statement;
  std::string Task;  ///< The stack task's variable, or the scope's.
  std::string Value; ///< The commit's parameter.
  std::vector<std::string> Parts;  ///< Of a group: the tasks, and the name of the last call's value.
  bool IsShared = false;           ///< A node of a data-flow graph,
  std::vector<std::string> Inputs; ///< which begins after these tasks.
  std::string Api = "::xfork::"; ///< What `stack_task` is looked up in.
};

/// A `task_scope` variable, shared by all calls whose tasks live equally long.
struct ScopePlan {
  std::string Name;
  Span Before;
  std::string Type = "::xfork::task_scope";
};

struct CallPlans {
  std::vector<CallPlan> Calls;
  std::vector<ScopePlan> Scopes;
  std::vector<TryFact> Tries;
  std::vector<std::pair<Span, std::string>> Joins; ///< `task.join(); ` in front of a statement.
};

CallPlans planCalls(std::vector<CallFacts> Facts, Names &Taken);
/// A forked variable that a loop reduces is reduced in its value.
void reconcile(std::vector<LoopPlan> &Loops, CallPlans &Calls);
std::string describe(const CallPlan &Plan);

} // namespace xfork

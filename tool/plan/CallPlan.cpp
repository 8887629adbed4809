#include "plan/CallPlan.h"

using namespace xfork;

static const std::string &scopeFor(const CallFacts &Facts, CallPlans &Plans, Names &Taken) {
  const std::string Type = Facts.InProcess ? "::xfork::process_scope" : "::xfork::task_scope";
  for (const ScopePlan &S : Plans.Scopes)
    if (S.Before == Facts.ScopeStatement && S.Type == Type)
      return S.Name;
  Plans.Scopes.push_back({Taken.fresh("forks"), Facts.ScopeStatement, Type});
  return Plans.Scopes.back().Name;
}

static void addOnce(std::vector<std::pair<Span, std::string>> &Joins, Span Where, const std::string &Name) {
  if (!llvm::is_contained(Joins, std::pair(Where, Name)))
    Joins.push_back({Where, Name});
}

/// Turns what must come after what into inputs of shared tasks; into waits, where the later one is no task.
static void connect(CallPlans &Plans) {
  for (CallPlan &From : Plans.Calls)
    for (const EdgeFact &Edge : From.Facts.Edges) {
      auto To = llvm::find_if(Plans.Calls, [&](const CallPlan &P) { return P.Facts.Identity == Edge.To; });
      if (To == Plans.Calls.end() || !To->Facts.IsStackTask || From.Facts.InProcess || To->Facts.InProcess) {
        addOnce(Plans.Joins, Edge.Before, From.Task);
        continue;
      }
      From.IsShared = To->IsShared = true;
      To->Inputs.push_back(From.Task);
    }
}

/// Inside a commit that has taken the value of a forked variable, its name stands for the value.
static void keepCopiedNames(CallPlans &Calls) {
  for (const CallPlan &Committed : Calls.Calls)
    for (const CommitCopyFact &C : Committed.Facts.CommitCopies)
      for (CallPlan &Call : Calls.Calls)
        if (C.IsForked && Call.Facts.Variable == C.Name)
          llvm::erase_if(Call.Facts.Uses, [&](const UseFact &U) {
            return Committed.Statement.contains(U.Where) && !Committed.Facts.Forked.contains(U.Where);
          });
}

static void nameCaptures(std::vector<CaptureFact> &Captures, Names &Taken) {
  for (CaptureFact &C : Captures)
    if (C.How != CaptureFact::Copy)
      C.Name = Taken.fresh(C.Name);
}

static void nameParts(CallFacts &F, CallPlan &Plan, Names &Taken) {
  for (GroupedCallFact &Part : F.Parts) {
    bool IsLast = &Part == &F.Parts.back();
    Plan.Parts.push_back(Taken.fresh(Part.Callee + (IsLast ? "_value" : "_task")));
    nameCaptures(Part.Captures, Taken);
  }
  Plan.Task = Plan.Parts.front();
}

CallPlans xfork::planCalls(std::vector<CallFacts> Facts, Names &Taken) {
  CallPlans Plans;
  for (CallFacts &F : Facts) {
    if (llvm::any_of(Facts, [&](const CallFacts &Other) { return Other.Group == F.Group && Other.LeftSerial; })) {
      if (F.InProcess) {
        CallPlan &InPlace = Plans.Calls.emplace_back();
        InPlace.Statement = F.Statement;
        InPlace.Facts = std::move(F);
      }
      continue;
    }
    CallPlan Plan;
    Plan.Statement = F.Statement;
    if (F.Form == CallForm::Group) {
      nameParts(F, Plan, Taken);
    } else if (F.Form == CallForm::Declaration && !F.Variable.empty())
      Plan.Task = F.Variable;
    else if (F.IsStackTask)
      Plan.Task = Taken.fresh((F.Callee.empty() ? "call" : F.Callee) + "_task");
    else
      Plan.Task = scopeFor(F, Plans, Taken);
    if (F.Form == CallForm::Commit)
      Plan.Value = Taken.fresh("value");
    nameCaptures(F.Captures, Taken);
    for (Span Join : F.Joins)
      addOnce(Plans.Joins, Join, Plan.Task);
    if (F.Try.How != TryFact::None &&
        llvm::none_of(Plans.Tries, [&](const TryFact &T) { return T.Body == F.Try.Body; }))
      Plans.Tries.push_back(F.Try);
    Plan.Facts = std::move(F);
    Plans.Calls.push_back(std::move(Plan));
  }
  connect(Plans);
  keepCopiedNames(Plans);
  return Plans;
}

void xfork::reconcile(std::vector<LoopPlan> &Loops, CallPlans &Calls) {
  for (CallPlan &Call : Calls.Calls)
    for (LoopPlan &Loop : Loops)
      for (PartPlan *P : Loop.parts()) {
        auto IsInBody = [&](const UseFact &U) { return llvm::is_contained(P->Mentions, U.Where); };
        if (llvm::none_of(Call.Facts.Uses, IsInBody))
          continue;
        llvm::erase_if(Call.Facts.Uses, IsInBody);
        if (P->Variable == Call.Facts.Variable)
          P->Variable += ".get()";
      }
}

std::string xfork::describe(const CallPlan &Plan) {
  const CallFacts &F = Plan.Facts;
  if (F.LeftSerial)
    return "in a process, and waited for at once";
  if (F.Form == CallForm::Group) {
    std::string Text = "all but the last call of the expression:";
    for (const std::string &Part : llvm::ArrayRef(Plan.Parts).drop_back())
      Text += " stack task '" + Part + "'";
    return Text;
  }
  std::string Kind = F.InProcess && F.IsStackTask ? "process task '" : F.InProcess ? "entry of process scope '" : Plan.IsShared ? "shared task '" : F.IsStackTask ? "stack task '" : "entry of task scope '";
  std::string Text = Kind + Plan.Task + "'" + (F.IsIoBound ? ", on a thread for io_bound calls" : "");
  for (const std::string &Input : Plan.Inputs)
    Text += (&Input == &Plan.Inputs.front() ? " after '" : ", '") + Input + "'";
  Text += F.Form == CallForm::Commit ? ", result committed in program order" : "";
  return Text;
}

#include "plan/LoopPlan.h"

using namespace xfork;

std::vector<PartPlan *> LoopPlan::parts() {
  std::vector<PartPlan *> Result;
  if (Index)
    Result.push_back(&*Index);
  for (OptionPlan &O : Options)
    for (PartPlan &P : O.Parts)
      Result.push_back(&P);
  return Result;
}

std::vector<const PartPlan *> LoopPlan::parts() const {
  std::vector<PartPlan *> Parts = const_cast<LoopPlan *>(this)->parts();
  return {Parts.begin(), Parts.end()};
}

namespace {
class LoopPlanner {
public:
  LoopPlanner(const LoopFacts &Facts, llvm::ArrayRef<LoopPlan> Earlier, Names &Taken) : Facts(Facts), Taken(Taken) {
    for (const LoopPlan &Loop : Earlier)
      if (Loop.Shape.Body.contains(Facts.Shape.Whole))
        Around.push_back(&Loop);
  }

  LoopPlan plan() {
    Plan.Shape = Facts.Shape;
    Plan.Grain = Facts.Grain;
    Plan.IsIoBound = Facts.IsIoBound;
    if (!Plan.Shape.Binding.empty())
      Plan.Item = Taken.fresh("item");
    if (Facts.Index) {
      Plan.Index = part(Facts.Index->Part);
      Plan.KeepsIndex = Facts.Index->IsKept;
      std::string &Parameter = Plan.Shape.Parameter = Facts.Index->Declaration;
      if (size_t Name = Parameter.find('%'); Name != std::string::npos)
        Parameter.replace(Name, 1, Plan.Index->Own);
    }
    for (const OptionFact &O : Facts.Options) {
      OptionPlan &Option = Plan.Options.emplace_back(OptionPlan{O.Name, {}});
      for (const PartFact &P : O.Parts)
        Option.Parts.push_back(part(P));
    }
    planExit();
    dropMentionsBehindLoop();
    return Plan;
  }

private:
  void planExit() {
    const ExitFacts &Exits = Facts.Exits;
    if (Exits.Jumps.empty())
      return;
    ExitPlan &Exit = Plan.Exit;
    Exit.Jumps = Exits.Jumps;
    Exit.Part = name("loop");
    Exit.Returned = Exits.Returned;
    Exit.Behind = Exits.Leave;
    Exit.Value = Exits.LeaveValue;
    if (Exit.Returned.empty())
      return;
    Exit.Result = name("returned");
    Exit.Value = Exits.IsMoved ? "*std::move(" + Exit.Result + ")" : "*" + Exit.Result;
    Exit.Behind = "return " + Exit.Value;
  }

  /// What is returned behind the loop speaks of the variables themselves.
  void dropMentionsBehindLoop() {
    auto IsBehind = [&](Span Mention) {
      return llvm::any_of(Plan.Exit.Jumps, [&](const JumpFact &J) { return !J.Value && J.Where.contains(Mention); });
    };
    for (PartPlan *Part : Plan.parts()) {
      llvm::erase_if(Part->Mentions, IsBehind);
      llvm::erase_if(Part->Rewordings, [&](const Rewording &R) { return IsBehind(R.Where); });
    }
  }

  /// Loops share names, unless one stands in the body of another.
  std::string name(llvm::StringRef Wanted) {
    std::string Name = Taken.shared(Wanted);
    if (isUsedBy(Plan, Name) || llvm::any_of(Around, [&](const LoopPlan *Loop) { return isUsedBy(*Loop, Name); }))
      Name = Taken.fresh(Wanted);
    return Name;
  }

  PartPlan part(const PartFact &Fact) {
    if (Fact.IsHidden)
      return {Fact.Variable, Fact.Variable, Fact.Identity, {}, {}, Fact.Form};
    return {Fact.Variable, name(Fact.Name), Fact.Identity, Fact.Mentions, Fact.Rewordings, Fact.Form};
  }

  static bool isUsedBy(const LoopPlan &Loop, llvm::StringRef Name) {
    return Loop.Exit.Part == Name || Loop.Exit.Result == Name ||
           llvm::any_of(Loop.parts(), [&](const PartPlan *P) { return P->Own == Name; });
  }

  const LoopFacts &Facts;
  Names &Taken;
  LoopPlan Plan;
  llvm::SmallVector<const LoopPlan *, 4> Around;
};
} // namespace

LoopPlan xfork::planLoop(const LoopFacts &Facts, llvm::ArrayRef<LoopPlan> Earlier, Names &Taken) {
  return LoopPlanner(Facts, Earlier, Taken).plan();
}

/// The head of a loop as it was written: what is left of its body.
static Span head(const LoopShape &Shape) { return {Shape.Whole.File, Shape.Whole.Begin, Shape.Body.Begin}; }

/// A jump out of both loops leaves the inner one, and behind that the outer one.
static void nestExits(LoopPlan &Outer, LoopPlan &Inner) {
  auto IsOfInner = [&](const JumpFact &J) { return Inner.Shape.Body.contains(J.Where); };
  if (llvm::none_of(Outer.Exit.Jumps, IsOfInner))
    return;
  llvm::erase_if(Outer.Exit.Jumps, IsOfInner);
  Inner.Exit.Behind = Outer.Exit.Returned.empty() ? "return " + Outer.Exit.Part + ".leave()"
                                                  : "return " + Outer.Exit.Part + ".leave_with(" + Inner.Exit.Value + ")";
}

void xfork::nest(std::vector<LoopPlan> &Loops) {
  for (LoopPlan &Inner : Loops) // outer ones first, so that each finds the jumps that the next one around it has kept
    for (LoopPlan &Outer : Loops)
      if (&Inner != &Outer && Outer.Shape.Body.contains(Inner.Shape.Whole))
        nestExits(Outer, Inner);
  for (LoopPlan &Outer : Loops)
    for (PartPlan *Part : Outer.parts())
      for (LoopPlan &Inner : Loops) {
        if (&Inner == &Outer || !Outer.Shape.Body.contains(Inner.Shape.Whole))
          continue;
        for (PartPlan *InnerPart : Inner.parts()) {
          if (InnerPart->Identity != Part->Identity)
            continue;
          InnerPart->Variable = Part->Own;
          bool IsIndex = Inner.Index && InnerPart == &*Inner.Index;
          llvm::erase_if(Part->Mentions, [&](Span S) {
            return llvm::is_contained(InnerPart->Mentions, S) || (IsIndex && head(Inner.Shape).contains(S));
          });
          llvm::erase_if(Part->Rewordings, [&](const Rewording &R) { return llvm::is_contained(InnerPart->Rewordings, R); });
        }
      }
}

std::string xfork::describe(const LoopPlan &Plan) {
  std::string Text = Plan.Shape.IsRange ? "loop over a range" : "loop " + Plan.Shape.IndexRange;
  for (const OptionPlan &O : Plan.Options)
    for (const PartPlan &P : O.Parts)
      if (llvm::StringRef Name = O.Name; Name.consume_front("reduction_"))
        Text += ", reduces '" + P.Variable + "' by " + Name.str();
      else
        Text += ", '" + P.Variable + "' is " + O.Name;
  if (Plan.Grain)
    Text += ", at least " + *Plan.Grain + " iterations a task";
  if (Plan.IsIoBound)
    Text += ", on threads for io_bound calls";
  return Text;
}

#include "prove/FlowGraph.h"

using namespace clang;
using namespace xfork;

/// Rounds after which the graph is closed as it is; each adds a level of indirection.
static constexpr unsigned MostRounds = 64;

void FlowGraph::flow(const FlowSources &From, const FlowCell &To, const Expr *At) {
  for (const FlowSource &S : From)
    Flows.push_back({S, To, std::nullopt, At});
}

void FlowGraph::flowThrough(const FlowSources &From, const FlowCell &Pointer, Member Into, const Expr *At) {
  for (const FlowSource &S : From)
    Flows.push_back({S, Pointer, Into, At});
}

void FlowGraph::close() {
  bool Changed = true;
  for (unsigned Round = 0; Changed && Round != MostRounds; ++Round) {
    Changed = false;
    for (const Flow &F : Flows)
      Changed |= apply(F);
  }
}

std::vector<FlowCell> FlowGraph::members(const FlowObject &O) const {
  std::vector<FlowCell> Result;
  for (auto It = Stored.lower_bound({O}); It != Stored.end() && It->first.Of == O; ++It)
    if (!It->first.isWhole())
      Result.push_back(It->first);
  return Result;
}

bool FlowGraph::add(const FlowCell &C, const Targets &T, const Expr *At) {
  if (T.empty())
    return false;
  Targets &Known = Stored[C];
  size_t Before = Known.size();
  for (const auto &[Object, Origin] : T)
    if (Object != FlowObject(C.Of)) // that a thing leads to itself says nothing
      Known.insert({Object, At ? At : Origin});
  return Known.size() != Before;
}

bool FlowGraph::apply(const Flow &F) {
  std::vector<FlowCell> Into;
  if (!F.Through)
    Into.push_back(F.To);
  else
    for (const auto &[Object, Origin] : direct(F.To))
      Into.push_back({Object, F.Through->Field, F.Through->IsAny});
  bool IsWhole = F.From.From.isWhole() && !F.From.TakesAddress;
  Targets Value = IsWhole && !(Into.empty() || Into.front().isWhole()) ? reachedFromAll(F.From.From.Of)
                  : F.From.Follows           ? reached(F.From.From)
                                             : direct(F.From.From);
  if (F.From.TakesAddress)
    Value.insert({F.From.From.Of, F.At});
  bool Changed = false;
  for (const FlowCell &C : Into) {
    Changed |= add(C, Value, F.At);
    if (IsWhole && C.isWhole()) // member by member
      for (const FlowCell &Member : members(F.From.From.Of))
        Changed |= add({C.Of, Member.Field, Member.IsAnyMember}, direct(Member), F.At);
  }
  return Changed;
}

FlowGraph::Targets FlowGraph::direct(const FlowCell &C) const {
  Targets Result;
  auto Add = [&](const FlowCell &From) {
    if (auto It = Stored.find(From); It != Stored.end())
      Result.insert(It->second.begin(), It->second.end());
  };
  Add(C);
  Add({C.Of, nullptr, true});
  if (C.Field) {
    // The member of what the whole leads to: of an unknown object, something behind it.
    if (auto It = Stored.find({C.Of}); It != Stored.end())
      for (const auto &[Object, Origin] : It->second) {
        if (Object.IsBehind && !Object.Field)
          Result.insert({{Object.Context, Object.Key, true, C.Field}, Origin});
        Add({Object, C.Field});
        Add({Object, nullptr, true});
      }
  }
  return Result;
}

FlowGraph::Targets FlowGraph::reached(const FlowCell &C) const {
  Targets Result = direct(C);
  for (bool Changed = true; Changed;) {
    size_t Before = Result.size();
    Targets Now = Result;
    for (const auto &[Object, Origin] : Now)
      for (const FlowCell &Stored : {FlowCell{Object}, FlowCell{Object, nullptr, true}})
        Result.merge(direct(Stored));
    Changed = Result.size() != Before;
  }
  return Result;
}

FlowGraph::Targets FlowGraph::reachedFromAll(const FlowObject &O) const {
  Targets Result = reached({O});
  for (const FlowCell &Member : members(O)) {
    Targets More = reached(Member);
    Result.insert(More.begin(), More.end());
  }
  return Result;
}

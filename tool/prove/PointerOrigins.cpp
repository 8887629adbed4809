#include "prove/PointerOrigins.h"

using namespace clang;
using namespace xfork;

PointerOrigins::PointerOrigins(const FunctionDecl *Function, const ASTContext &Context)
    : Flow(collectPointerFlow(Function, Context)) {
  Flow.Graph.close();
  if (!Flow.Turns.empty())
    Flow.WithoutSwaps.close();
}

/// The member that the last pointer on the way is stored in; nothing if none is a member's.
static const ValueDecl *memberBeforePointer(const Location &L) {
  const ValueDecl *Member = nullptr, *Found = nullptr;
  for (const Step &S : L.Path) {
    if (S.Loaded)
      Found = S.isMember() ? S.Field : Member;
    if (S.Field)
      Member = S.Field;
  }
  return Found;
}

static size_t pointersOnTheWay(const Location &L) {
  bool IsReference = L.Root == Location::Variable && L.Decl->getType()->isReferenceType();
  return IsReference + static_cast<size_t>(llvm::count_if(L.Path, [](const Step &S) { return S.Loaded; }));
}

static FlowGraph::Targets destinationsIn(unsigned Context, const Location &L, const FlowGraph &Graph) {
  const void *Key = L.Root == Location::Variable ? static_cast<const void *>(L.Decl)
                    : L.Root == Location::This   ? thisKey()
                                                 : static_cast<const void *>(L.Origin);
  FlowObject Root{Context, Key};
  FlowCell Last{Root, memberBeforePointer(L)};
  FlowGraph::Targets Result = L.IsDeep ? Graph.reachedFromAll(Root) : pointersOnTheWay(L) > 1 ? Graph.reached(Last) : Graph.direct(Last);
  if (L.IsDeep && L.Root == Location::Variable)
    Result.insert({Root, nullptr});
  return Result;
}

/// Where a place may be. Empty if the flow of pointers has not been there.
static FlowGraph::Targets destinations(const Location &L, const PointerFlow &Flow, const FlowGraph &Graph) {
  if (pointersOnTheWay(L) == 0 && !L.IsDeep && L.Root == Location::Variable)
    return {{FlowObject{0, L.Decl}, nullptr}};
  FlowGraph::Targets Result = destinationsIn(0, L, Graph);
  if (Result.empty()) // a variable of a callee, in any of its calls
    for (unsigned Context = 1; Context != Flow.Contexts; ++Context)
      Result.merge(destinationsIn(Context, L, Graph));
  return Result;
}

bool PointerOrigins::takeTurns(const ValueDecl *A, const ValueDecl *B) const {
  unsigned Group = Flow.Turns.lookup(A);
  if (Group == 0 || Group != Flow.Turns.lookup(B) || A == B)
    return false;
  const Stmt *Block = Flow.Block.lookup(A);
  return Block && llvm::all_of(Flow.Turns, [&](const auto &Member) {
    return Member.second != Group || (!Flow.Disturbed.contains(Member.first) && Flow.Block.lookup(Member.first) == Block);
  });
}

PointerOrigins::Answer PointerOrigins::compare(const Location &A, const Location &B) const {
  bool AreVariables = A.Root == Location::Variable && B.Root == Location::Variable;
  const FlowGraph &Graph = AreVariables && takeTurns(A.Decl, B.Decl) ? Flow.WithoutSwaps : Flow.Graph;
  FlowGraph::Targets OfA = destinations(A, Flow, Graph), OfB = destinations(B, Flow, Graph);
  if (OfA.empty() || OfB.empty())
    return {true, nullptr};
  for (const auto &[Object, Since] : OfA)
    if (auto It = OfB.find(Object); It != OfB.end())
      return {true, Since ? Since : It->second};
  return {};
}

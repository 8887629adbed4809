// Where pointers, references and views may have come from, as a graph: cells that hold them, and flows between cells.
// The order in which a program makes the flows does not count.
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include <map>
#include <set>
#include <vector>

namespace xfork {

/// Memory: a variable, what an expression makes, or what a pointer led to before anything was followed.
struct FlowObject {
  unsigned Context = 0;                    ///< Which call of the function that it belongs to.
  const void *Key = nullptr;               ///< The variable or expression.
  bool IsBehind = false;                   ///< Not itself: what it led to at first,
  const clang::ValueDecl *Field = nullptr; ///< through this member of it.

  auto operator<=>(const FlowObject &) const = default;
};

/// What is stored in an object: in one member, in some member that is not known, or as its own value.
struct FlowCell {
  FlowObject Of;
  const clang::ValueDecl *Field = nullptr;
  bool IsAnyMember = false;

  bool isWhole() const { return !Field && !IsAnyMember; }

  auto operator<=>(const FlowCell &) const = default;
};

struct FlowSource {
  FlowCell From;
  bool TakesAddress = false; ///< The object itself, and what is stored in it.
  bool Follows = false;      ///< Also what is stored where the cell leads, in any number of steps: `*p` of a pointer to pointers.
};
using FlowSources = llvm::SmallVector<FlowSource, 4>;

class FlowGraph {
public:
  /// Objects, each with the expression that brought it there.
  using Targets = std::map<FlowObject, const clang::Expr *>;

  void flow(const FlowSources &From, const FlowCell &To, const clang::Expr *At);
  /// Into what the cell leads to, there into one member, or some: `*p = q`, `p->x = q`.
  struct Member {
    const clang::ValueDecl *Field = nullptr;
    bool IsAny = false;
  };
  void flowThrough(const FlowSources &From, const FlowCell &Pointer, Member Into, const clang::Expr *At);
  void leads(const FlowCell &From, const FlowObject &To, const clang::Expr *At) { Stored[From].insert({To, At}); }
  /// Follows all flows until nothing new is found.
  void close();

  /// What a cell leads to in one step.
  Targets direct(const FlowCell &C) const;
  /// What a cell leads to, in any number of steps.
  Targets reached(const FlowCell &C) const;
  /// The same from any member of an object.
  Targets reachedFromAll(const FlowObject &O) const;

private:
  struct Flow {
    FlowSource From;
    FlowCell To;
    std::optional<Member> Through;
    const clang::Expr *At;
  };
  bool apply(const Flow &F);
  bool add(const FlowCell &C, const Targets &T, const clang::Expr *At);
  /// The members of an object in which something is stored.
  std::vector<FlowCell> members(const FlowObject &O) const;

  std::vector<Flow> Flows;
  std::map<FlowCell, Targets> Stored;
};

} // namespace xfork

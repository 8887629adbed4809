// How a loop is going to be rewritten. Plain data, printable, free of the AST.
#pragma once

#include "analyse/LoopFacts.h"
#include "plan/Names.h"

namespace xfork {

/// A variable of which the body gets its own.
struct PartPlan {
  std::string Variable; ///< Under the name it has where the loop stands.
  std::string Own;      ///< The body's own name for its own.
  std::string Identity;
  std::vector<Span> Mentions;
  std::vector<Rewording> Rewordings{};
  std::string Form{};        ///< As in PartFact.
};

struct OptionPlan {
  std::string Name; ///< As the runtime calls it: `reduction_plus`.
  std::vector<PartPlan> Parts;
};

/// How the loop is left early: the body tells `Part`, and the statement behind the loop does the rest.
struct ExitPlan {
  std::string Part;             ///< `loop`; empty if the loop runs to its end.
  std::string Returned;         ///< The type of `returns<T>()`, or empty: `exits()`.
  std::string Result;           ///< The name of what the loop gives, if that is a value.
  std::string Behind;           ///< `return *result`, `goto done`; empty if there are only `break`s.
  std::string Value;            ///< What is returned behind the loop: `*result`, `false`.
  std::vector<JumpFact> Jumps;  ///< Those that stand in no inner annotated loop.
};

struct LoopPlan {
  LoopShape Shape;
  std::optional<PartPlan> Index; ///< Where the body's index is not that of the head.
  bool KeepsIndex = false;       ///< Its last value goes to the head's.
  std::vector<OptionPlan> Options;
  ExitPlan Exit;
  std::optional<std::string> Grain;
  bool IsIoBound = false;
  std::string Item; ///< Name of the element where it is unpacked by a structured binding.

  /// All variables that have another name in the body.
  std::vector<PartPlan *> parts();
  std::vector<const PartPlan *> parts() const;
};

/// Plans an accepted loop; `Earlier` holds those before it in the file.
LoopPlan planLoop(const LoopFacts &Facts, llvm::ArrayRef<LoopPlan> Earlier, Names &Taken);
/// Gives the variables of inner loops the names that outer loops have given them.
void nest(std::vector<LoopPlan> &Loops);
std::string describe(const LoopPlan &Plan);

} // namespace xfork

// What is known of an annotated loop: its shape as text spans, its reductions, and what speaks against it.
#pragma once

#include "analyse/Finding.h"
#include "analyse/Travel.h"
#include "analyse/Update.h"
#include "find/Site.h"

namespace xfork {

/// The parts of a loop's text, left to right:
///
///   for ( int i =  First ; i <  Last ; i +=  Step )  Body
///   for ( auto &x : Range ) Body
///   while ( Condition ) Body
struct LoopShape {
  bool IsRange = false;
  bool IsWhile = false;
  Span Whole;
  std::optional<Span> Prologue; ///< What the head does once and which has to stay: `int i = 0, n = f();`.
  std::optional<Span> First; ///< Index loops: the first value, if it is written in the head; else the index holds it.
  Span Last;                 ///< Index loops: the bound.
  std::optional<Span> Step;  ///< Where it is not 1.
  Span Range;                ///< Range loops: the range.
  Span Condition;            ///< While loops: the condition,
  bool IsConverted = false;  ///< which is of a class that converts to bool.
  std::string IndexRange;    ///< Index loops: `below<int>`.
  std::string BoundOpen, BoundClose; ///< Around the bound: `::xfork::bound_minus(`, `, 1)`.
  bool IsStepped = false;    ///< Index loops whose Condition and Step are evaluated as they are, value after value.
  std::string Name;          ///< Of those: the variable.
  bool EndsAtZero = false;   ///< `i--` is the condition: `Last` is no bound.
  bool StepsDown = false;    ///< `!=` loops that count down.
  std::string Parameter;     ///< `int i`, `auto &x`.
  std::string Binding;       ///< A structured binding that the parameter is unpacked into.
  Span Body;
  bool BodyIsBlock = false;
  std::vector<Span> Continues;
  bool HasHiddenContinue = false; ///< A macro's, which cannot be edited.
  bool InProcess = false;
  bool StandsInBlock = false; ///< Not the branch of an `if`, nor behind a label.
  std::vector<Span> Returned; ///< Of an index loop in processes: the elements that come back, `a[i]`.
};

/// Text that becomes another, with the name of the body's own in place of the percent sign: `printf`, `%.printf`.
struct Rewording {
  Span Where;
  std::string Text;
  bool operator==(const Rewording &Other) const { return Where == Other.Where; }
};

/// A variable outside the loop of which the body gets its own.
struct PartFact {
  std::string Variable;   ///< As written: `sum`, `stats.total`.
  std::string Name;       ///< What the body's own is named after: `total_part`.
  std::string Identity;   ///< The same for the same variable, in all loops of the file.
  std::vector<Span> Mentions;
  bool IsHidden = false;  ///< A macro mentions it, so that the body must know it by its own name.
  std::vector<Rewording> Rewordings{};
  std::string Form{};        ///< What the option is given, the variable in place of the percent sign, if not just that.
};

/// An option of the runtime's loops, as in `reduction_min(best, where)`.
struct OptionFact {
  std::string Name;
  std::vector<PartFact> Parts;
};

/// An index that is declared before the loop's body begins, so that the body's own has to have another name.
struct OuterIndex {
  PartFact Part;
  std::string Declaration; ///< `int %`, the name in place of the percent sign.
  bool IsKept = false;     ///< Declared before the loop: its last value can be seen.
};

/// A `break`, `return` or `goto` out of the loop.
struct JumpFact {
  bool IsBreak = false;
  Span Where;                ///< Without its semicolon.
  std::optional<Span> Value; ///< What the body returns.
  bool MovesValue = false;   ///< A variable of the iteration, which `return` would move.
};

/// How a loop is left before its end.
struct ExitFacts {
  std::vector<JumpFact> Jumps;
  std::string Returned;   ///< The type of what the body returns; empty if what is done behind the loop is always the same:
  std::string Leave;      ///< `return false`, `goto done`; empty if there are only `break`s.
  std::string LeaveValue; ///< `false`
  bool IsMoved = false;   ///< What the body returns is not just bytes.
  std::vector<const clang::Stmt *> Statements; ///< The jumps themselves.
  std::vector<const clang::Expr *> Behind; ///< Values that are computed behind the loop.
};

struct LoopFacts {
  LoopShape Shape;
  std::optional<OuterIndex> Index;
  std::vector<OptionFact> Options;
  ExitFacts Exits;
  std::optional<std::string> Grain;
  bool IsIoBound = false; ///< The body calls a function that mostly waits.
  std::vector<SerialiserFact> Serialisers; ///< In processes: what classes of elements need.
  std::vector<Finding> Findings;
  std::vector<Finding> Assumptions; ///< Remarks: what the proofs take for granted.
};

LoopFacts analyseLoop(const Site &S, const clang::ASTContext &Context, const SourceText &Source);

} // namespace xfork

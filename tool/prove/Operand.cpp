#include "prove/Operand.h"

using namespace xfork;

static void addTargets(Locations &Into, const Locations &From) {
  for (const Location &L : From)
    if (llvm::none_of(Into, [&](const Location &Known) { return Known.sameAs(L); }))
      Into.push_back(L);
}

/// Wherever the pointer leads that the variable may be.
static Locations anywhereFrom(const clang::ValueDecl *Variable) {
  return {Location::variable(Variable, false).element({std::nullopt}, true)};
}

/// Of two ways, what is known after either: not what only one of them knows.
static void keepCommon(Operand &O, const Operand &Other) {
  if (O.Value != Other.Value)
    O.Value = std::nullopt;
  if (O.Test != Other.Test)
    O.Test = nullptr;
  if (O.Lambda != Other.Lambda)
    O.Lambda = nullptr;
  if (O.Function != Other.Function)
    O.Function = nullptr;
  if (O.Copy && !(Other.Copy && O.Copy->sameAs(*Other.Copy)))
    O.Copy = std::nullopt;
  for (auto Part = O.Parts.begin(); Part != O.Parts.end();) {
    auto It = Other.Parts.find(Part->first);
    bool IsLost = It == Other.Parts.end() || Part->second.Targets.empty() != It->second.Targets.empty();
    if (!IsLost)
      keepCommon(Part->second, It->second);
    Part = IsLost ? O.Parts.erase(Part) : std::next(Part);
  }
  addTargets(O.Targets, Other.Targets);
}

Environment xfork::joined(const Environment &A, const Environment &B) {
  Environment Result = A;
  for (const auto &[Variable, Other] : B) {
    auto It = Result.find(Variable);
    if (It == Result.end()) {
      // On the other way it kept what it had before: unknown here.
      Operand Unknown;
      if (!Other.Targets.empty())
        Unknown.Targets = anywhereFrom(Variable);
      Result[Variable] = Unknown;
      continue;
    }
    keepCommon(It->second, Other);
  }
  for (auto &[Variable, O] : Result)
    if (!B.contains(Variable)) {
      bool IsPointer = !O.Targets.empty();
      O = Operand();
      if (IsPointer)
        O.Targets = anywhereFrom(Variable);
    }
  return Result;
}

// What the analysis knows of the value of an expression.
#pragma once

#include "prove/Condition.h"
#include "prove/Location.h"
#include "clang/AST/ExprCXX.h"
#include <map>

namespace xfork {

struct Operand;

/// What is known of variables at one point of the program. A variable that is not in it has the value it had before
/// the loop, or, declared inside, none.
using Environment = std::map<const clang::ValueDecl *, Operand>;

struct Operand {
  Number Value{};           ///< Of an integer.
  ConditionRef Test{};      ///< Of a bool.
  Locations Targets{};      ///< What a pointer or iterator points to, a reference is bound to: one of these.
  std::optional<Location> Copy{}; ///< Of an object: what it was copied from.
  const clang::LambdaExpr *Lambda = nullptr;
  const clang::FunctionDecl *Function = nullptr; ///< Of a pointer to one.
  Environment Parts{}; ///< Of an object: its members; of a lambda: what it copied when it was made.

  static Operand number(Number N) { return {std::move(N), {}, {}, {}, nullptr, nullptr, {}}; }
  static Operand test(ConditionRef C) { return {{}, std::move(C), {}, {}, nullptr, nullptr, {}}; }
  static Operand pointer(Locations L) { return {{}, {}, std::move(L), {}, nullptr, nullptr, {}}; }
};

/// What holds whichever of the two ways was taken.
Environment joined(const Environment &A, const Environment &B);

} // namespace xfork

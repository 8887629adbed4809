// Subscripts as linear forms of the loop variable:  c * i + k + symbols.
#pragma once

#include "analyse/Access.h"
#include <map>

namespace xfork {

struct Affine {
  int64_t Coefficient = 0; ///< Of the loop variable.
  int64_t Constant = 0;
  /// Loop-invariant expressions, by their canonical form, with their coefficients.
  std::map<std::string, int64_t> Symbols;

  bool operator==(const Affine &) const = default;
};

/// What a subscript may depend on.
struct LoopContext {
  const clang::ASTContext &Context;
  const clang::VarDecl *Variable = nullptr; ///< The loop variable of an index loop.
  const clang::VarDecl *Item = nullptr;     ///< The loop variable of any loop: it differs between iterations.
  std::optional<uint64_t> TripCount;        ///< Where it is known.
  int64_t StepSize = 1;                     ///< How far apart the values of neighbouring iterations are.
  const Accesses &All;

  /// Whether a value is the same in all iterations.
  bool isInvariant(const clang::Expr *E) const;
  /// Whether the code writes to the variable, or may.
  bool isModified(const clang::ValueDecl *D) const;
};

/// The linear form of a sum of terms; nothing if it is not linear or depends on what varies within an iteration.
std::optional<Affine> affine(const Index &Terms, const LoopContext &Loop);

} // namespace xfork

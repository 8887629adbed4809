// Two pointers that trade places:  std::swap(p, q)   or   t = p; p = q; q = t;
#pragma once

#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/AST/Decl.h"
#include <array>
#include <optional>
#include <vector>

namespace xfork {

struct Swap {
  const clang::VarDecl *First, *Second;
  std::array<const clang::Expr *, 3> Steps; ///< Of one by hand; the first is null where it initialises a variable.
};

/// Those by hand among the statements of a block.
std::vector<Swap> swapsByHand(const clang::CompoundStmt *Block);
/// The variables that a call swaps, if they are pointers.
std::optional<std::pair<const clang::VarDecl *, const clang::VarDecl *>> swappedPointers(const clang::CallExpr *C);

} // namespace xfork

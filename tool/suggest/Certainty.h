// Whether all that code does can be seen, so that nobody has to take anything for granted.
#pragma once

#include "clang/AST/ASTContext.h"
#include <string>

namespace xfork {

/// What keeps code from being certain; empty if nothing does. Followed into all callees: their bodies must be visible,
/// unless they are functions of the library without a state of their own.
struct Doubts {
  std::string Callee; ///< A function that may do anything.
  bool Prints = false;
  bool Throws = false;
  /// It may change something else than variables of its own that hold their own memory, and what it is given.
  bool ChangesOthers = false;
};

Doubts doubtsAbout(const clang::Stmt *Code, const clang::ASTContext &Context);

/// Whether the loop's reductions are sums or products of floating-point numbers, which depend on the order.
bool sumsRound(const clang::Stmt *Body, const clang::ASTContext &Context);

} // namespace xfork

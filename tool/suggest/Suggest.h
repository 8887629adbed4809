// Finds the loops and calls that nobody has annotated and that would gain by it: heavy, and proven independent without
// any assumption.
//
//   for (auto &row : rows) blur(row);      ->  [[fork::parallel]] for (auto &row : rows) blur(row);
//   auto a = solve(x); auto b = solve(y);  ->  [[fork::parallel]] auto a = solve(x); auto b = solve(y);
#pragma once

#include "find/Site.h"
#include "source/SourceText.h"

namespace clang {
class ASTContext;
}

namespace xfork {

/// A place where an annotation belongs, or nearly.
struct Suggestion {
  clang::SourceLocation Loc;
  Span Statement;
  std::string Reason;
  bool IsLoop = false;
  bool IsMade = false; ///< Or else: heavy, but something speaks against it, which is the reason.
};

/// In source order. `Annotated` are the sites that the program has: nothing is suggested inside them.
std::vector<Suggestion> suggest(clang::ASTContext &Context, const SourceText &Source, const std::vector<Site> &Annotated);

} // namespace xfork

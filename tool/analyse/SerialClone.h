// Recursive functions that are worth compiling twice: once forking, once as the serial program, for when enough is on
// offer already. See docs/architecture/serial-clones.md.
#pragma once

#include "find/Site.h"
#include "source/SourceText.h"

namespace xfork {

/// A call of the function in its own body.
struct SelfCall {
  Span Callee;        ///< What names the function: `fib`, `ns::fib`, or the member's name.
  bool ThroughObject; ///< `child->count(…)`
};

struct CloneFacts {
  std::string Name;
  Span Definition; ///< From the first specifier to the closing brace.
  Span NameSpan, Body;
  std::string HeadBefore, HeadAfter; ///< What stands before and after the name, on one line.
  std::vector<std::string> Parameters;
  std::vector<SelfCall> Calls;
  std::vector<Span> Forks; ///< The statements whose tasks depend on the mode.
  bool NeedsDeclaration;   ///< Nothing has declared it before its definition.
  bool IsMember, IsInline, IsStatic;
  unsigned Levels; ///< Calls of itself that the serial instantiation inlines before it polls.
};

/// `Forked` are the annotated calls that become tasks. A function is left alone where a second instantiation could be
/// told from the first, or where its text cannot be repeated.
std::vector<CloneFacts> findClones(llvm::ArrayRef<const Site *> Forked, clang::ASTContext &Context, const SourceText &Source);

} // namespace xfork

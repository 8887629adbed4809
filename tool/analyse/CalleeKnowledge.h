// What is known of a callee without its body: the standard library's containers, algorithms and synchronisation.
#pragma once

#include "clang/AST/Expr.h"
#include <string>

namespace xfork {

struct CallKnowledge {
  std::string Name;         ///< As a person would write it.
  bool OnlyReads = false;   ///< Changes nothing it is given: a search, a count.
  bool AsksSize = false;    ///< size(), empty(), rows(): not about elements.
  bool GivesElement = false; ///< at(), front(), begin(): non-const, yet only hands out access.
  bool IsStdMember = false;
  bool IsOutput = false;    ///< operator<< on a stream.
  bool IsPrint = false;     ///< Writes to stdout.
};

CallKnowledge knowledgeOf(const clang::CallExpr *Call);

/// Objects of these may be used by all threads at once: atomics, mutexes, and what locks them.
bool knownSafeType(clang::QualType T);
bool isIteratorAccessor(llvm::StringRef Name);
/// Names that change a container, for calls in templates that are not resolved yet.
bool isMutatorName(llvm::StringRef Name);

} // namespace xfork

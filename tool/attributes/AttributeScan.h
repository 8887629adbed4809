// Finds the `[[fork::…]]` in the text of a file, whether or not Clang attached them to anything.
//
// The AST says what an annotation stands on; only the text says exactly which characters it is, and shows the
// misspelt and misplaced ones, which Clang drops.
#pragma once

#include "source/SourceText.h"

namespace xfork {

/// One `fork::name(arguments)`.
struct WrittenAttribute {
  std::string Scope; ///< `fork`, or what was probably meant to be.
  std::string Name;
  Span NameSpan;
  Span Specifier; ///< The whole `[[…]]`.
  Span Element;   ///< This attribute with its arguments.
  bool InDirective = false; ///< Inside `#define`.
};

/// What to delete so that a specifier's `fork::` attributes disappear and the others stay.
struct AttributeRemoval {
  Span Where;
  std::string Replacement;
};

struct AttributeScan {
  std::vector<WrittenAttribute> Attributes;
  std::vector<AttributeRemoval> Removals;
};

AttributeScan scanAttributes(const SourceText &Source, unsigned File);

} // namespace xfork

// Every place where code names a variable, so that it can be given another name there.
#pragma once

#include "analyse/Place.h"
#include "source/SourceText.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Stmt.h"

namespace xfork {

struct Mentions {
  std::vector<Span> Places;
  unsigned Count = 0;    ///< Of all, those in macros included.
  /// Some cannot be edited: a macro's body, or the capture list of a lambda. The name has to stay.
  bool IsHidden = false;
};

Mentions findMentions(const clang::Stmt *Code, const clang::ValueDecl *Variable, const SourceText &Source);

/// The same for the same variable, wherever it is named.
std::string identity(const clang::ValueDecl *Variable);
/// The same for the same object, reached by names alone; empty for others. Of an element, that of the array if `IsPart`.
std::string identity(const Place &P, bool IsPart = false);

} // namespace xfork

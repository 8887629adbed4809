// The parts of a declaration's text, one declarator at a time:
//
//   const char *a = f(1), *b = f(2);
//   ~~~~~~~~~~ specifiers  ~~ second declarator, from the end of the one before to its comma or semicolon
#pragma once

#include "source/SourceText.h"
#include "clang/AST/Stmt.h"

namespace clang {
class VarDecl;
}

namespace xfork {

/// The declarator with the comma or semicolon behind it; of the first one, with the specifiers. Nothing if a macro
/// wrote any of it.
std::optional<Span> declaratorSpan(const clang::DeclStmt *D, const clang::VarDecl *V, const SourceText &Source);

/// The declared type as written: the specifiers and what stands in front of the name, `const char *`.
std::optional<std::string> writtenType(const clang::DeclStmt *D, const clang::VarDecl *V, const SourceText &Source);

} // namespace xfork

// Reports the messages of Diagnostics.def through Clang's own engine, so that they look like the compiler's.
#pragma once

#include "source/SourceText.h"
#include "clang/Basic/Diagnostic.h"
#include <initializer_list>

namespace xfork {

class OriginalPlaces;

enum class Diag {
#define DIAG(Id, Severity, Name, Text) Id,
#include "diagnose/Diagnostics.def"
#undef DIAG
};

/// Whether a message of this kind refuses what it is about.
bool isError(Diag Id);
/// The text of the table, with `%0` and `%1` in it.
llvm::StringRef textOf(Diag Id);

class Diagnoser {
public:
  /// `Original`: where the user is shown what was written out of macros.
  explicit Diagnoser(clang::DiagnosticsEngine &Engine, OriginalPlaces *Original = nullptr) : Engine(Engine), Original(Original) {}

  /// Reports at a location; `%0`, `%1` of the text are filled from `Arguments`.
  void report(Diag Id, clang::SourceLocation Loc, std::initializer_list<llvm::StringRef> Arguments = {},
              clang::SourceRange Highlight = {}, const clang::FixItHint *Fix = nullptr);
  unsigned errors() const { return Errors; }
  /// Where a macro stood in the way.
  llvm::ArrayRef<clang::SourceLocation> inMacros() const { return InMacros; }

private:
  clang::DiagnosticsEngine &Engine;
  OriginalPlaces *Original;
  std::vector<clang::SourceLocation> InMacros;
  unsigned Errors = 0;
};

} // namespace xfork

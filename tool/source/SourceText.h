// The bridge between Clang's source locations and the text a person wrote.
//
// Every location the engine edits goes through span(): it answers only for code that stands in a project file as
// written, so that an edit can never land in a macro's body or a system header.
#pragma once

#include "source/Span.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include <optional>
#include <string>
#include <vector>

namespace clang {
class FileEntry;
class LangOptions;
class SourceManager;
} // namespace clang

namespace xfork {

class SourceText {
public:
  SourceText(clang::SourceManager &SM, const clang::LangOptions &LO) : SM(SM), LO(LO) {}

  /// Where a token range was written; nothing if a macro's body or a system header produced it.
  std::optional<Span> span(clang::SourceRange Tokens) const;
  /// The token at a location.
  std::optional<Span> token(clang::SourceLocation Loc) const { return span({Loc, Loc}); }
  /// The span extended over whitespace and comments to the end of the next token, if that is `Punctuation`.
  Span throughNext(Span S, llvm::StringRef Punctuation) const;
  /// The token behind a span, whitespace and comments skipped.
  Span next(Span S) const;

  llvm::StringRef text(Span S) const;
  llvm::StringRef fileText(unsigned File) const;
  std::string path(unsigned File) const;
  unsigned fileCount() const { return Files.size(); }
  bool isMain(unsigned File) const;
  /// Behind the last character of the main file.
  std::optional<Span> endOfMain() const;

  /// Index of a project file; nothing for system headers and files that are not on disk.
  std::optional<unsigned> index(clang::FileID File) const;
  /// Gives an index to every project file of the unit, in the order of inclusion.
  void indexAll() const;
  clang::SourceLocation location(Span S) const;

  const clang::SourceManager &sources() const { return SM; }
  const clang::LangOptions &language() const { return LO; }

private:
  clang::SourceManager &SM;
  const clang::LangOptions &LO;
  mutable std::vector<clang::FileID> Files;
  mutable llvm::DenseMap<const clang::FileEntry *, unsigned> Indices;
};

} // namespace xfork

// Writes macro invocations out, so that a site which a macro produces stands in the text like any other.
//
//   EACH(i, n) a[i] = i;      is read again as      [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = i;
//
// For hosts whose text nobody sees: no line moves, and messages are placed in the text as it was. What cannot be
// written out is left alone, and refused: text that would be expanded again, `__COUNTER__`, and pragmas.
#pragma once

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace clang {
class Preprocessor;
class SourceManager;
class Token;
} // namespace clang

namespace xfork {

/// What a file is taken to hold.
struct ExpandedFile {
  struct Place {
    unsigned Begin, End; ///< In `Text`.
    unsigned OldEnd;     ///< In the text before; there it begins where the places before it leave it.
  };
  std::string Path;                         ///< As the compiler opened it.
  std::string Original;                     ///< What it holds.
  std::string Text;                         ///< With invocations written out.
  std::vector<std::vector<Place>> Rounds{}; ///< What was written out, the first time first.

  /// Where in `Original` something of `Text` came from.
  unsigned originalOffset(unsigned Offset) const;
};

/// Listens to the preprocessor, and remembers what the invocations in the project's files became.
class Expansions {
public:
  static std::shared_ptr<Expansions> listenTo(clang::Preprocessor &PP);

  /// The invocations in these ranges written out, on top of what was before. Empty if there is nothing to write out.
  std::vector<ExpandedFile> writtenOut(llvm::ArrayRef<clang::SourceRange> Wanted, llvm::ArrayRef<ExpandedFile> Before) const;

private:
  struct Invocation {
    unsigned End = 0;
    std::string Text;
    bool IsUsable = true;
  };
  class Counters;

  explicit Expansions(clang::Preprocessor &PP) : PP(PP) {}
  void add(const clang::Token &T);
  Invocation &at(clang::SourceLocation Loc);

  clang::Preprocessor &PP;
  std::map<clang::FileID, std::map<unsigned, Invocation>> Invocations; ///< By where they begin.
};

/// Lets a compiler that has not read a line yet take the files for what they are taken to hold.
void takeFor(clang::SourceManager &Sources, llvm::ArrayRef<ExpandedFile> Files);

/// Places in the text that the user wrote, for messages.
class OriginalPlaces {
public:
  OriginalPlaces(clang::SourceManager &Sources, llvm::ArrayRef<ExpandedFile> Files) : Sources(Sources), Files(Files) {}

  clang::SourceLocation of(clang::SourceLocation Loc);
  clang::SourceRange of(clang::SourceRange Range) { return {of(Range.getBegin()), of(Range.getEnd())}; }

private:
  clang::SourceManager &Sources;
  llvm::ArrayRef<ExpandedFile> Files;
  std::map<clang::FileID, clang::FileID> Shown;
};

} // namespace xfork

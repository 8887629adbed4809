// Replacements of text, and how a file looks when all have been made.
#pragma once

#include "source/SourceText.h"

namespace xfork {

struct Edit {
  Span Where; ///< Empty: an insertion.
  std::string Text;
  bool IsAddition = false; ///< Whoever does not need it is not harmed by it.
};

class Edits {
public:
  explicit Edits(const SourceText &Source) : Source(Source) {}

  /// Inserts in front of a place; of several insertions there, the first made comes first.
  void insert(Span At, std::string Text) { List.push_back({before(At), std::move(Text)}); }
  /// The same, of what other units that include the file may do without.
  void add(Span At, std::string Text) { List.push_back({before(At), std::move(Text), /*IsAddition=*/true}); }
  /// Inserts behind a place, so that an inner construct closes before the outer one that ends there too:
  /// of several, the first made comes last.
  void close(Span At, std::string Text);
  /// Replaces by text; comments and line ends of the old text are kept behind it.
  void replace(Span Old, std::string Text);
  /// Replaces to the letter.
  void replaceExactly(Span Old, std::string Text) { List.push_back({Old, std::move(Text)}); }

  /// The text of a place with its edits made and on one line, for use elsewhere; the edits are taken back there.
  std::string take(Span S);

  /// The same text, and its edits stay.
  std::string copy(Span S) const;

  /// Sorted by place.
  std::vector<Edit> sorted() const;
  bool empty() const { return List.empty(); }

private:
  struct Closing {
    Span Where;
    std::string Text;
  };
  const SourceText &Source;
  std::vector<Edit> List;
  std::vector<Closing> Closings;
};

/// Edits that touch made one, so that each can be made without the others.
std::vector<Edit> joined(const std::vector<Edit> &Sorted);

/// The new text of a file. `Sorted` must not overlap.
std::string apply(llvm::StringRef Text, unsigned File, const std::vector<Edit> &Sorted);

} // namespace xfork

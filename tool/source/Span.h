// A piece of a source file, as plain data: what facts, plans and edits speak of once the AST is out of sight.
#pragma once

#include <tuple>

namespace xfork {

struct Span {
  unsigned File = 0; ///< Index into SourceText's files.
  unsigned Begin = 0;
  unsigned End = 0; ///< One past the last character.

  bool empty() const { return Begin == End; }
  bool contains(const Span &Other) const {
    return File == Other.File && Begin <= Other.Begin && Other.End <= End;
  }
  friend bool operator==(const Span &A, const Span &B) {
    return std::tie(A.File, A.Begin, A.End) == std::tie(B.File, B.Begin, B.End);
  }
  friend bool operator<(const Span &A, const Span &B) {
    return std::tie(A.File, A.Begin, A.End) < std::tie(B.File, B.Begin, B.End);
  }
};

inline Span before(Span S) { return {S.File, S.Begin, S.Begin}; }
inline Span after(Span S) { return {S.File, S.End, S.End}; }
/// From the end of one span to the beginning of the next.
inline Span between(Span A, Span B) { return {A.File, A.End, B.Begin}; }

} // namespace xfork

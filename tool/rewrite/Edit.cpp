#include "rewrite/Edit.h"
#include "clang/Lex/Lexer.h"
#include <algorithm>

using namespace clang;
using namespace xfork;

namespace {
/// What must survive of replaced text: comments, preprocessor directives, and line ends with their indentation.
std::string remains(StringRef Text, const LangOptions &LO) {
  std::string Result;
  std::string Old = Text.str(); // the lexer wants a terminator
  Lexer Lex(SourceLocation(), LO, Old.c_str(), Old.c_str(), Old.c_str() + Old.size());
  Lex.SetKeepWhitespaceMode(true);
  bool InDirective = false;
  for (Token T;;) {
    unsigned Begin = Lex.getCurrentBufferOffset();
    bool End = Lex.LexFromRawLexer(T);
    StringRef Piece = StringRef(Old).slice(Begin, Lex.getCurrentBufferOffset());
    InDirective = T.is(tok::hash) ? T.isAtStartOfLine() : InDirective && !Piece.contains('\n');
    if (InDirective)
      Result += Piece; // an #if inside: it goes on deciding about the text that stays
    else if (T.is(tok::comment))
      Result += (Result.empty() || Result.back() == ' ' ? "" : " ") + Piece.str();
    else if (T.is(tok::unknown) && Piece.contains('\n')) {
      while (!Result.empty() && Result.back() == ' ')
        Result.pop_back();
      Result += Piece;
    }
    if (T.is(tok::eof) || End)
      break;
  }
  return Result;
}
} // namespace

void Edits::close(Span At, std::string Text) { Closings.push_back({after(At), std::move(Text)}); }

void Edits::replace(Span Old, std::string Text) {
  std::string Rest = remains(Source.text(Old), Source.language());
  // The space before a line end would be trailing space.
  if (!Rest.empty() && Rest.front() == '\n')
    while (!Text.empty() && Text.back() == ' ')
      Text.pop_back();
  List.push_back({Old, Text + Rest});
}

std::string Edits::take(Span S) {
  std::vector<Edit> Inside, Outside;
  // What is inserted at either end belongs to the surroundings.
  auto IsOnEdge = [&](const Edit &E) { return E.Where.empty() && (E.Where == before(S) || E.Where == after(S)); };
  for (Edit &E : sorted())
    (S.contains(E.Where) && !IsOnEdge(E) ? Inside : Outside).push_back(std::move(E));
  List = std::move(Outside);
  Closings.clear();
  StringRef Text = Source.fileText(S.File).take_front(S.End);
  std::string Edited = StringRef(apply(Text, S.File, Inside)).drop_front(S.Begin).str();
  std::string Result;
  for (char C : StringRef(Edited).trim())
    if (bool Space = C == ' ' || C == '\n' || C == '\t'; !Space || Result.back() != ' ')
      Result += Space ? ' ' : C;
  return Result;
}

std::string Edits::copy(Span S) const { return Edits(*this).take(S); }

std::vector<Edit> Edits::sorted() const {
  std::vector<Edit> Result;
  // Closings stand before anything else at their place, the last made first.
  for (auto It = Closings.rbegin(); It != Closings.rend(); ++It)
    Result.push_back({It->Where, It->Text});
  Result.insert(Result.end(), List.begin(), List.end());
  llvm::stable_sort(Result, [](const Edit &A, const Edit &B) {
    bool EmptyA = A.Where.empty(), EmptyB = B.Where.empty();
    return std::tuple(A.Where.File, A.Where.Begin, !EmptyA) < std::tuple(B.Where.File, B.Where.Begin, !EmptyB);
  });
  return Result;
}

std::vector<Edit> xfork::joined(const std::vector<Edit> &Sorted) {
  std::vector<Edit> Result;
  for (const Edit &E : Sorted) {
    bool Touches = !Result.empty() && Result.back().Where.File == E.Where.File && Result.back().Where.End == E.Where.Begin;
    if (!Touches) {
      Result.push_back(E);
      continue;
    }
    Result.back().Where.End = E.Where.End;
    Result.back().Text += E.Text;
    Result.back().IsAddition &= E.IsAddition;
  }
  return Result;
}

std::string xfork::apply(StringRef Text, unsigned File, const std::vector<Edit> &Sorted) {
  std::string Result;
  unsigned Position = 0;
  for (const Edit &E : Sorted) {
    if (E.Where.File != File)
      continue;
    Result += Text.slice(Position, E.Where.Begin);
    Result += E.Text;
    Position = E.Where.End;
  }
  Result += Text.substr(Position);
  return Result;
}

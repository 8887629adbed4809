#include "attributes/AttributeScan.h"
#include "attributes/AttributeTable.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace xfork;

namespace {
struct RawToken {
  tok::TokenKind Kind;
  StringRef Text;
  Span Where;
  bool InDirective;
};

std::vector<RawToken> lex(const SourceText &Source, unsigned File) {
  StringRef Text = Source.fileText(File);
  Lexer Lex(SourceLocation(), Source.language(), Text.begin(), Text.begin(), Text.end());
  std::vector<RawToken> Tokens;
  bool InDirective = false;
  for (Token T;;) {
    bool End = Lex.LexFromRawLexer(T);
    if (T.is(tok::eof))
      break;
    unsigned Offset = Lex.getCurrentBufferOffset() - T.getLength();
    if (T.isAtStartOfLine())
      InDirective = T.is(tok::hash);
    Tokens.push_back({T.getKind(), Text.substr(Offset, T.getLength()), {File, Offset, Offset + T.getLength()}, InDirective});
    if (End)
      break;
  }
  return Tokens;
}

/// `xfork`, `Fork`, `forks` and the like: Clang ignores the attributes of a scope it does not know.
bool isNearlyOurs(StringRef Scope) { return StringRef(Scope.lower()).edit_distance("fork") <= 1; }

/// One `[[ … ]]`, from its first token on.
class SpecifierParser {
public:
  SpecifierParser(const SourceText &Source, llvm::ArrayRef<RawToken> Tokens) : Source(Source), Tokens(Tokens) {}

  /// Returns how many tokens the specifier has, 0 if it is none.
  unsigned parse(AttributeScan &Result) {
    Position = 2;
    StringRef CommonScope;
    if (isIdentifier("using") && at(2).Kind == tok::colon) {
      CommonScope = at(1).Text;
      Position += 3;
    }
    std::vector<WrittenAttribute> Ours;
    std::vector<StringRef> Others;
    while (!atEnd() && at().Kind != tok::r_square)
      parseElement(CommonScope, Ours, Others);
    if (atEnd() || Position + 1 >= Tokens.size() || at(1).Kind != tok::r_square)
      return 0;
    Position += 2;
    finish(Result, Ours, Others, CommonScope);
    return Position;
  }

private:
  const RawToken &at(unsigned Ahead = 0) const { return Tokens[std::min<size_t>(Position + Ahead, Tokens.size() - 1)]; }
  bool atEnd() const { return Position >= Tokens.size(); }
  bool isIdentifier(StringRef Text) const { return at().Kind == tok::raw_identifier && at().Text == Text; }

  void parseElement(StringRef CommonScope, std::vector<WrittenAttribute> &Ours, std::vector<StringRef> &Others) {
    if (at().Kind != tok::raw_identifier) {
      ++Position;
      return;
    }
    Span Element = at().Where;
    StringRef Scope = CommonScope;
    if (at(1).Kind == tok::coloncolon) {
      Scope = at().Text;
      Position += 2;
    }
    WrittenAttribute A{Scope.str(), at().Text.str(), at().Where, {}, {}, at().InDirective};
    Element.End = at().Where.End;
    ++Position;
    if (!atEnd() && at().Kind == tok::l_paren)
      Element.End = skipArguments();
    A.Element = Element;
    if (Scope == "fork" || (isNearlyOurs(Scope) && annotationNamed(A.Name)))
      Ours.push_back(A);
    else
      Others.push_back(Source.text(Element));
  }

  unsigned skipArguments() {
    unsigned Depth = 0, End = at().Where.End;
    for (; !atEnd(); ++Position) {
      End = at().Where.End;
      if (at().Kind == tok::l_paren)
        ++Depth;
      else if (at().Kind == tok::r_paren && --Depth == 0) {
        ++Position;
        break;
      }
    }
    return End;
  }

  void finish(AttributeScan &Result, std::vector<WrittenAttribute> &Ours, llvm::ArrayRef<StringRef> Others,
              StringRef CommonScope) const {
    if (Ours.empty())
      return;
    Span Whole{Tokens[0].Where.File, Tokens[0].Where.Begin, Tokens[Position - 1].Where.End};
    for (WrittenAttribute &A : Ours) {
      A.Specifier = Whole;
      Result.Attributes.push_back(A);
    }
    std::string Rest;
    if (!Others.empty()) {
      std::string Using = CommonScope.empty() ? "" : ("using " + CommonScope + ": ").str();
      Rest = "[[" + Using + llvm::join(Others, ", ") + "]]";
    } else {
      StringRef Text = Source.fileText(Whole.File);
      auto IsBlank = [&](unsigned At) { return Text[At] == ' ' || Text[At] == '\t'; };
      while (Whole.End < Text.size() && IsBlank(Whole.End))
        ++Whole.End;
      // A line of its own is left empty, without its indentation.
      unsigned LineBegin = Whole.Begin;
      while (LineBegin > 0 && IsBlank(LineBegin - 1))
        --LineBegin;
      bool Alone = (LineBegin == 0 || Text[LineBegin - 1] == '\n') && (Whole.End == Text.size() || Text[Whole.End] == '\n');
      if (Alone)
        Whole.Begin = LineBegin;
    }
    Result.Removals.push_back({Whole, Rest});
  }

  const SourceText &Source;
  llvm::ArrayRef<RawToken> Tokens;
  unsigned Position = 0;
};
} // namespace

AttributeScan xfork::scanAttributes(const SourceText &Source, unsigned File) {
  AttributeScan Result;
  std::vector<RawToken> Tokens = lex(Source, File);
  for (size_t I = 0; I + 1 < Tokens.size();) {
    unsigned Length = 0;
    if (Tokens[I].Kind == tok::l_square && Tokens[I + 1].Kind == tok::l_square)
      Length = SpecifierParser(Source, llvm::ArrayRef(Tokens).drop_front(I)).parse(Result);
    I += std::max(Length, 1u);
  }
  return Result;
}

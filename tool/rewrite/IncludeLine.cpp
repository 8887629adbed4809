#include "rewrite/IncludeLine.h"

using namespace llvm;
using namespace xfork;

static constexpr StringLiteral Line = "#include <xfork/xfork.hpp>";

static bool isDirective(StringRef TextLine, StringRef Name) {
  TextLine = TextLine.ltrim();
  return TextLine.consume_front("#") && TextLine.ltrim().starts_with(Name);
}

/// Offset of the first line that is neither blank, comment, nor `#pragma once`.
static size_t endOfPreamble(StringRef Text) {
  bool InComment = false;
  for (size_t Begin = 0; Begin < Text.size();) {
    size_t End = Text.find('\n', Begin);
    StringRef TextLine = Text.slice(Begin, End).trim();
    bool Starts = TextLine.starts_with("/*");
    if (!InComment && !Starts && !TextLine.empty() && !TextLine.starts_with("//") && !isDirective(TextLine, "pragma"))
      return Begin;
    if (InComment || Starts)
      InComment = !TextLine.contains("*/");
    if (End == StringRef::npos)
      break;
    Begin = End + 1;
  }
  return 0;
}

std::optional<Edit> xfork::includeLine(unsigned File, StringRef Text) {
  size_t Insertion = StringRef::npos;
  unsigned Conditional = 0;
  for (size_t Begin = 0; Begin < Text.size();) {
    size_t End = Text.find('\n', Begin);
    StringRef TextLine = Text.slice(Begin, End);
    if (TextLine.trim() == Line)
      return std::nullopt;
    if (isDirective(TextLine, "if"))
      ++Conditional;
    if (isDirective(TextLine, "endif") && Conditional)
      --Conditional;
    if (Insertion == StringRef::npos && !Conditional && isDirective(TextLine, "include"))
      Insertion = Begin;
    if (End == StringRef::npos)
      break;
    Begin = End + 1;
  }
  if (Insertion == StringRef::npos)
    Insertion = endOfPreamble(Text);
  unsigned At = static_cast<unsigned>(Insertion);
  return Edit{{File, At, At}, (Line + "\n").str()};
}

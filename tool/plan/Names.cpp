#include "plan/Names.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace xfork;

void Names::takeAll(const SourceText &Source) {
  for (unsigned File = 0; File != Source.fileCount(); ++File) {
    StringRef Text = Source.fileText(File);
    Lexer Lex(SourceLocation(), Source.language(), Text.begin(), Text.begin(), Text.end());
    for (Token T; !Lex.LexFromRawLexer(T) || T.isNot(tok::eof);) {
      if (T.is(tok::raw_identifier))
        Taken.insert(T.getRawIdentifier());
      if (T.is(tok::eof))
        break;
    }
  }
}

std::string Names::fresh(StringRef Wanted) {
  std::string Name = Wanted.str();
  for (unsigned I = 2; !Taken.insert(Name).second; ++I)
    Name = (Wanted + std::to_string(I)).str();
  return Name;
}

std::string Names::shared(StringRef Wanted) {
  std::string &Name = Shared[Wanted];
  return Name.empty() ? Name = fresh(Wanted) : Name;
}

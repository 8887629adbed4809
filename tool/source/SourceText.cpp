#include "source/SourceText.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace xfork;

std::optional<unsigned> SourceText::index(FileID File) const {
  OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry || SrcMgr::isSystem(SM.getFileCharacteristic(SM.getLocForStartOfFile(File))))
    return std::nullopt;
  auto [It, New] = Indices.try_emplace(&Entry->getFileEntry(), Files.size());
  if (New)
    Files.push_back(File);
  return It->second;
}

void SourceText::indexAll() const {
  for (unsigned I = 0; I != SM.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (Entry.isFile() && Entry.getOffset() != 0)
      index(SM.getFileID(SourceLocation::getFromRawEncoding(Entry.getOffset())));
  }
}

std::optional<Span> SourceText::span(SourceRange Tokens) const {
  CharSourceRange Range = Lexer::makeFileCharRange(CharSourceRange::getTokenRange(Tokens), SM, LO);
  if (Range.isInvalid())
    return std::nullopt;
  auto [File, Begin] = SM.getDecomposedLoc(Range.getBegin());
  auto [EndFile, End] = SM.getDecomposedLoc(Range.getEnd());
  std::optional<unsigned> Index = index(File);
  if (!Index || File != EndFile)
    return std::nullopt;
  return Span{*Index, Begin, End};
}

Span SourceText::next(Span S) const {
  StringRef Text = fileText(S.File);
  Lexer Lex(SourceLocation(), LO, Text.begin(), Text.begin() + S.End, Text.end());
  Token Next;
  Lex.LexFromRawLexer(Next);
  unsigned End = Lex.getCurrentBufferOffset();
  return {S.File, End - Next.getLength(), End};
}

Span SourceText::throughNext(Span S, StringRef Punctuation) const {
  Span Next = next(S);
  return text(Next) == Punctuation ? Span{S.File, S.Begin, Next.End} : S;
}

StringRef SourceText::fileText(unsigned File) const { return SM.getBufferData(Files[File]); }
StringRef SourceText::text(Span S) const { return fileText(S.File).slice(S.Begin, S.End); }
std::string SourceText::path(unsigned File) const { return SM.getFileEntryRefForID(Files[File])->getName().str(); }
bool SourceText::isMain(unsigned File) const {
  return SM.getFileEntryForID(Files[File]) == SM.getFileEntryForID(SM.getMainFileID());
}

std::optional<Span> SourceText::endOfMain() const {
  std::optional<unsigned> File = index(SM.getMainFileID());
  if (!File)
    return std::nullopt;
  unsigned End = fileText(*File).size();
  return Span{*File, End, End};
}

SourceLocation SourceText::location(Span S) const {
  return SM.getLocForStartOfFile(Files[S.File]).getLocWithOffset(S.Begin);
}

#include "expand/Expansions.h"
#include "source/LineNotes.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;
using namespace xfork;

unsigned ExpandedFile::originalOffset(unsigned Offset) const {
  for (const std::vector<Place> &Round : llvm::reverse(Rounds)) {
    unsigned NewEnd = 0, OldEnd = 0; // of the place before
    for (const Place &P : Round) {
      if (Offset < P.Begin)
        break;
      if (Offset < P.End) {
        Offset = P.Begin;
        break;
      }
      NewEnd = P.End;
      OldEnd = P.OldEnd;
    }
    Offset = OldEnd + (Offset - NewEnd);
  }
  return Offset;
}

/// What `__COUNTER__` gives depends on how often it was asked for.
class Expansions::Counters : public PPCallbacks {
public:
  explicit Counters(std::shared_ptr<Expansions> All) : All(std::move(All)) {}
  void MacroExpands(const Token &Name, const MacroDefinition &, SourceRange Range, const MacroArgs *) override {
    if (Name.getIdentifierInfo()->isStr("__COUNTER__"))
      All->at(Range.getBegin()).IsUsable = false;
  }

private:
  std::shared_ptr<Expansions> All;
};

std::shared_ptr<Expansions> Expansions::listenTo(Preprocessor &PP) {
  std::shared_ptr<Expansions> All(new Expansions(PP));
  PP.setTokenWatcher([All = All.get()](const Token &T) { All->add(T); });
  PP.addPPCallbacks(std::make_unique<Counters>(All));
  return All;
}

Expansions::Invocation &Expansions::at(SourceLocation Loc) {
  const SourceManager &Sources = PP.getSourceManager();
  CharSourceRange Range = Sources.getExpansionRange(Loc);
  auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
  auto [EndFile, End] = Sources.getDecomposedLoc(Range.getEnd());
  if (Range.isTokenRange())
    End += Lexer::MeasureTokenLength(Range.getEnd(), Sources, PP.getLangOpts());
  Invocation &Found = Invocations[File][Begin];
  Found.End = std::max(Found.End, End);
  Found.IsUsable &= File == EndFile;
  return Found;
}

/// Whether a name would be expanded once more, had it been written there. `stdout` is defined as itself.
static bool wouldExpandAgain(Preprocessor &PP, const IdentifierInfo *Name) {
  const MacroInfo *Macro = Name && Name->hasMacroDefinition() ? PP.getMacroInfo(Name) : nullptr;
  return Macro && !(Macro->isObjectLike() && Macro->getNumTokens() == 1 && Macro->getReplacementToken(0).getIdentifierInfo() == Name);
}

void Expansions::add(const Token &T) {
  if (!T.getLocation().isMacroID() || PP.getSourceManager().isInSystemHeader(PP.getSourceManager().getExpansionLoc(T.getLocation())))
    return;
  Invocation &Found = at(T.getLocation());
  if (T.isAnnotation() || wouldExpandAgain(PP, T.getIdentifierInfo()))
    Found.IsUsable = false;
  else
    Found.Text += " " + PP.getSpelling(T);
}

/// On one line, followed by as many line ends as the invocation has. None if that does not go.
static std::optional<std::string> inPlaceOf(StringRef Invocation, StringRef Expansion) {
  size_t Lines = Invocation.count('\n'), OwnLines = Expansion.count('\n');
  if (OwnLines > Lines)
    return std::nullopt;
  return (Expansion + " " + std::string(Lines - OwnLines, '\n')).str();
}

std::vector<ExpandedFile> Expansions::writtenOut(llvm::ArrayRef<SourceRange> Wanted, llvm::ArrayRef<ExpandedFile> Before) const {
  const SourceManager &Sources = PP.getSourceManager();
  // By file, for a header may come more than once, and then has one text.
  std::map<const FileEntry *, std::map<unsigned, Invocation>> Chosen;
  for (SourceRange Range : Wanted) {
    auto [File, Begin] = Sources.getDecomposedExpansionLoc(Range.getBegin());
    unsigned End = Sources.getDecomposedLoc(Sources.getExpansionRange(Range.getEnd()).getEnd()).second;
    auto InFile = Invocations.find(File);
    const FileEntry *Entry = Sources.getFileEntryForID(File);
    if (InFile == Invocations.end() || !Entry)
      continue;
    for (auto It = InFile->second.lower_bound(Begin); It != InFile->second.end() && It->first <= End; ++It) {
      auto [Known, IsNew] = Chosen[Entry].insert(*It);
      Known->second.IsUsable &= IsNew || Known->second.Text == It->second.Text;
    }
  }

  std::vector<ExpandedFile> Result;
  for (const auto &[Entry, Places] : Chosen) {
    FileID File = Sources.translateFile(Entry);
    std::string Path = Sources.getFileEntryRefForID(File)->getName().str();
    StringRef Old = Sources.getBufferData(File);
    const auto *Known = llvm::find_if(Before, [&](const ExpandedFile &F) { return F.Path == Path; });
    ExpandedFile New = Known == Before.end() ? ExpandedFile{Path, Old.str(), ""} : *Known;
    New.Text.clear();
    New.Rounds.emplace_back();
    unsigned Position = 0;
    for (const auto &[Begin, Found] : Places) {
      std::optional<std::string> Text = inPlaceOf(Old.slice(Begin, Found.End), Found.Text);
      if (!Found.IsUsable || !Text || Begin < Position)
        continue;
      New.Text += Old.slice(Position, Begin);
      unsigned NewBegin = New.Text.size();
      New.Text += *Text;
      New.Rounds.back().push_back({NewBegin, static_cast<unsigned>(New.Text.size()), Found.End});
      Position = Found.End;
    }
    New.Text += Old.substr(Position);
    if (!New.Rounds.back().empty())
      Result.push_back(std::move(New));
  }
  return Result;
}

void xfork::takeFor(SourceManager &Sources, llvm::ArrayRef<ExpandedFile> Files) {
  for (const ExpandedFile &File : Files) {
    OptionalFileEntryRef Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
    bool IsMain = Main && Main->getName() == File.Path;
    OptionalFileEntryRef Entry = IsMain ? Main : Sources.getFileManager().getOptionalFileRef(File.Path);
    if (!Entry)
      continue;
    SrcMgr::CharacteristicKind Kind = IsMain ? Sources.getFileCharacteristic(Sources.getLocForStartOfFile(Sources.getMainFileID())) : SrcMgr::C_User;
    Sources.overrideFileContents(*Entry, llvm::MemoryBuffer::getMemBufferCopy(File.Text, Entry->getName()));
    if (IsMain)
      Sources.setMainFileID(Sources.createFileID(*Entry, SourceLocation(), Kind));
  }
}

SourceLocation OriginalPlaces::of(SourceLocation Loc) {
  if (Loc.isInvalid() || Files.empty())
    return Loc;
  auto [File, Offset] = Sources.getDecomposedExpansionLoc(Loc);
  OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File);
  const auto *Expanded = llvm::find_if(Files, [&](const ExpandedFile &F) { return Entry && F.Path == Entry->getName(); });
  if (Expanded == Files.end())
    return Loc;
  auto [It, IsNew] = Shown.insert({File, FileID()});
  if (IsNew) {
    It->second = Sources.createFileID(llvm::MemoryBuffer::getMemBufferCopy(Expanded->Original, Expanded->Path), SrcMgr::C_User, 0, 0, Sources.getIncludeLoc(File));
    copyLineNotes(Sources, File, Sources, It->second, [&](unsigned At) { return Expanded->originalOffset(At); });
  }
  return Sources.getLocForStartOfFile(It->second).getLocWithOffset(static_cast<int>(Expanded->originalOffset(Offset)));
}

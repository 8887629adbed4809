#include "Transplant.h"
#include "source/LineNotes.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;
using namespace xfork;

namespace {

/// "[fork-name]" becomes "[-Werror,fork-name]", as Clang writes it.
std::string asError(StringRef Text) {
  auto [Sentence, Name] = Text.rsplit('[');
  return Name.ends_with("]") ? (Sentence + "[-Werror," + Name).str() : Text.str();
}

} // namespace

/// Clang leaves -w and -Werror to its own warnings.
void Transplant::report(const StoredDiagnostic &Message) {
  const DiagnosticsEngine &Diagnostics = Outer.getDiagnostics();
  bool IsWarning = Message.getLevel() == DiagnosticsEngine::Warning;
  if (Message.getLevel() != DiagnosticsEngine::Note)
    IsSilenced = IsWarning && Diagnostics.getIgnoreAllWarnings();
  if (IsSilenced)
    return;
  if (IsWarning && Diagnostics.getWarningsAsErrors())
    emit(Message, DiagnosticsEngine::Error, asError(Message.getMessage()));
  else
    emit(Message, Message.getLevel(), Message.getMessage());
}

void Transplant::emit(const StoredDiagnostic &Message, DiagnosticsEngine::Level Level, StringRef Text) {
  DiagnosticsEngine &Diagnostics = Outer.getDiagnostics();
  unsigned Id =
      Diagnostics.getDiagnosticIDs()->getCustomDiagID(static_cast<DiagnosticIDs::Level>(Level), "%0");
  if (!Message.getLocation().isValid()) {
    Diagnostics.Report(Id) << Text;
    return;
  }
  const SourceManager &Inner = Message.getLocation().getManager();
  DiagnosticBuilder Report = Diagnostics.Report(place(Message.getLocation(), Inner), Id);
  Report << Text;
  for (CharSourceRange Range : Message.getRanges())
    if (CharSourceRange Placed = place(Range, Inner); Placed.isValid())
      Report << Placed;
  for (FixItHint Fix : Message.getFixIts()) {
    Fix.RemoveRange = place(Fix.RemoveRange, Inner);
    Fix.InsertFromRange = place(Fix.InsertFromRange, Inner);
    Report << Fix;
  }
}

/// Lines and columns are those of the text that the user wrote.
SourceLocation Transplant::place(SourceLocation Location, const SourceManager &Inner) {
  if (Location.isInvalid())
    return {};
  auto [File, Offset] = Inner.getDecomposedLoc(Inner.getFileLoc(Location));
  FileID Own = fileOf(File, Inner);
  if (Own.isInvalid())
    return {};
  return Outer.getSourceManager().translateLineCol(Own, Inner.getLineNumber(File, Offset),
                                                   Inner.getColumnNumber(File, Offset));
}

CharSourceRange Transplant::place(CharSourceRange Range, const SourceManager &Inner) {
  SourceLocation Begin = place(Range.getBegin(), Inner), End = place(Range.getEnd(), Inner);
  if (Begin.isInvalid() || End.isInvalid())
    return {};
  return CharSourceRange(SourceRange(Begin, End), Range.isTokenRange());
}

FileID Transplant::fileOf(FileID Inner, const SourceManager &Sources) {
  auto [Entry, IsNew] = Files.insert({Inner, FileID()});
  if (IsNew) {
    bool Verifies = Outer.getDiagnosticOpts().VerifyDiagnostics;
    Entry->second = Verifies ? fileForVerification(Inner, Sources) : copyOf(Inner, Sources);
  }
  return Entry->second;
}

/// The outer compiler's own text of the file may be rewritten by now; the user is shown a copy of what they
/// wrote, under its name.
FileID Transplant::copyOf(FileID Inner, const SourceManager &Sources) {
  llvm::MemoryBufferRef Text = Sources.getBufferOrFake(Inner);
  SourceLocation Start = Sources.getLocForStartOfFile(Inner);
  SourceManager &Own = Outer.getSourceManager();
  FileID Copy = Own.createFileID(llvm::MemoryBuffer::getMemBufferCopy(Text.getBuffer(), Sources.getBufferName(Start)),
                                 Sources.getFileCharacteristic(Start), 0, 0, place(Sources.getIncludeLoc(Inner), Sources));
  copyLineNotes(Sources, Inner, Own, Copy, [](unsigned Offset) { return Offset; });
  return Copy;
}

/// -verify compares files by identity, so here it must be the outer compiler's own.
FileID Transplant::fileForVerification(FileID Inner, const SourceManager &Sources) {
  SourceManager &Own = Outer.getSourceManager();
  // By name, for a text that was shown in place of the file's is in no file.
  OptionalFileEntryRef File = Own.getFileManager().getOptionalFileRef(Sources.getBufferName(Sources.getLocForStartOfFile(Inner)));
  if (File && &File->getFileEntry() == Own.getFileEntryForID(Own.getMainFileID()))
    return Own.getMainFileID();
  return File ? Own.getOrCreateFileID(*File, SrcMgr::C_User) : FileID();
}

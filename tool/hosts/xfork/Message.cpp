#include "Message.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;
using namespace xfork;

namespace {

/// Clang counts columns in bytes.
unsigned columnInCharacters(const SourceManager &Sources, SourceLocation Location, unsigned Column) {
  auto [File, Offset] = Sources.getDecomposedLoc(Sources.getFileLoc(Location));
  StringRef Before = Sources.getBufferData(File).take_front(Offset).take_back(Column - 1);
  return static_cast<unsigned>(count_if(Before, [](char C) { return (C & 0xC0) != 0x80; })) + 1;
}

Message describe(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  Message Said;
  Said.Level = Level;
  SmallString<256> Text;
  Info.FormatDiagnostic(Text);
  StringRef Sentence = Text;
  if (auto [Before, Name] = Sentence.rsplit(" ["); Name.starts_with("fork-") && Name.ends_with("]")) {
    Sentence = Before;
    Said.Name = Name.drop_back().str();
  }
  Said.Text = Sentence.str();
  if (!Info.getLocation().isValid() || !Info.hasSourceManager())
    return Said;
  PresumedLoc Where = Info.getSourceManager().getPresumedLoc(Info.getLocation());
  if (Where.isInvalid())
    return Said;
  Said.Path = Where.getFilename();
  Said.Line = Where.getLine();
  Said.Column = columnInCharacters(Info.getSourceManager(), Info.getLocation(), Where.getColumn());
  return Said;
}

DiagnosticOptions printerOptions(bool Colors) {
  DiagnosticOptions Options;
  Options.ShowColors = Colors;
  Options.ShowPresumedLoc = true; // as `#line` says
  return Options;
}

} // namespace

std::string Message::identity() const {
  return Path.empty() ? "" : (Path + ":" + Twine(Line) + ":" + Twine(Column) + ":" + Text).str();
}

MessageCollector::MessageCollector(bool Colors)
    : Options(printerOptions(Colors)), Stream(Text), Printer(Stream, Options) {
  Stream.enable_colors(Colors);
}

void MessageCollector::HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
  bool IsNote = Level == DiagnosticsEngine::Note;
  if (!IsNote)
    Wanted = Level >= DiagnosticsEngine::Error || isWantedFromEngine(Level, Info);
  if (!Wanted)
    return;
  if (Level == DiagnosticsEngine::Warning && WarningsAreErrors)
    Level = DiagnosticsEngine::Error;
  DiagnosticConsumer::HandleDiagnostic(Level, Info);
  Printer.HandleDiagnostic(Level, Info);

  Message Said = describe(Level, Info);
  if (IsNote && !Messages.empty())
    Messages.back().Notes.push_back(std::move(Said));
  else
    Messages.push_back(std::move(Said));
  Messages.back().Printed += std::exchange(Text, "");
}

bool MessageCollector::isWantedFromEngine(DiagnosticsEngine::Level Level, const Diagnostic &Info) const {
  return Info.getID() >= diag::DIAG_UPPER_LIMIT && !(IgnoresWarnings && Level == DiagnosticsEngine::Warning);
}

std::vector<Message> MessageCollector::take() { return std::exchange(Messages, {}); }

// What Clang and the engine say of a unit: as text for a terminal, and as data for reports.
#pragma once

#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/Support/raw_ostream.h"
#include <string>
#include <vector>

namespace xfork {

struct Message {
  clang::DiagnosticsEngine::Level Level = clang::DiagnosticsEngine::Note;
  std::string Name; ///< `fork-shared-write`; empty for what Clang says itself.
  std::string Text; ///< Without the name.
  std::string Path; ///< As the compiler opened it; empty for a message about no place.
  unsigned Line = 0, Column = 0; ///< From 1; the column in characters.
  std::vector<Message> Notes;
  std::string Printed; ///< With its notes, as a compiler prints it.

  /// The same for a message about a header that comes again in another unit; empty for one about no place.
  std::string identity() const;
};

/// Collects Clang's errors and all that the engine says. Clang's warnings are the business of the build.
class MessageCollector : public clang::DiagnosticConsumer {
public:
  explicit MessageCollector(bool Colors);

  /// What -w and -Werror are to a compiler: here, for the engine's warnings.
  bool IgnoresWarnings = false, WarningsAreErrors = false;

  void BeginSourceFile(const clang::LangOptions &Language, const clang::Preprocessor *PP) override {
    Printer.BeginSourceFile(Language, PP);
  }
  void EndSourceFile() override { Printer.EndSourceFile(); }
  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) override;

  std::vector<Message> take();

private:
  bool isWantedFromEngine(clang::DiagnosticsEngine::Level Level, const clang::Diagnostic &Info) const;

  clang::DiagnosticOptions Options;
  std::string Text;
  llvm::raw_string_ostream Stream;
  clang::TextDiagnosticPrinter Printer;
  std::vector<Message> Messages;
  bool Wanted = true;
};

} // namespace xfork

// The command line of xfork.
#pragma once

#include "Destination.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "llvm/Support/Error.h"

namespace xfork {

struct Options {
  std::vector<std::string> Sources; ///< Empty: all of the build.
  std::string BuildPath;
  Job What = Job::Rewrite;
  Destination Where;
  bool HasSerialClones = false;
  bool ArgumentsBackwards = false;
  bool Explain = false;
  std::string Dump;
  std::string FormatStyle; ///< As for clang-format; `none` leaves lines as they are.
  bool WarningsAreErrors = false;
  unsigned Jobs = 1;
  bool ShowsProgress = false;
  std::string SarifFile, SummaryFile; ///< Reports; empty for none.
  /// Flags given behind `--`, which stand for a compile_commands.json.
  std::unique_ptr<clang::tooling::CompilationDatabase> GivenCommands;
};

/// Reads the command line, or says what is wrong with it. Ends the program after --help and --version. The error has
/// no text where it was printed already.
llvm::Expected<Options> parseOptions(int Count, const char **Words);

} // namespace xfork

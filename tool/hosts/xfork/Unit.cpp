#include "Unit.h"
#include "../LanguageStandard.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Options/Options.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Option/Arg.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include <set>

using namespace clang;
using namespace clang::tooling;
using namespace llvm;
using namespace xfork;

namespace {

/// Prints Clang's errors and everything the engine says. Clang's warnings are the business of the build.
class Printer : public TextDiagnosticPrinter {
public:
  using TextDiagnosticPrinter::TextDiagnosticPrinter;

  /// What has been said before, in other units too, is not said again.
  std::set<std::string> *Said = nullptr;
  /// What -w and -Werror are to a compiler: here, for the engine's warnings.
  bool IgnoresWarnings = false, WarningsAreErrors = false;

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level != DiagnosticsEngine::Note)
      Wanted = Level >= DiagnosticsEngine::Error || isWantedFromEngine(Level, Info);
    if (Wanted && Level != DiagnosticsEngine::Note && isRepeated(Info)) {
      Wanted = false;
      DiagnosticConsumer::HandleDiagnostic(Level, Info); // it still counts
    }
    if (Wanted && Level == DiagnosticsEngine::Warning && WarningsAreErrors)
      Level = DiagnosticsEngine::Error;
    if (Wanted)
      TextDiagnosticPrinter::HandleDiagnostic(Level, Info);
  }

private:
  bool isWantedFromEngine(DiagnosticsEngine::Level Level, const Diagnostic &Info) const {
    return Info.getID() >= diag::DIAG_UPPER_LIMIT &&
           !(IgnoresWarnings && Level == DiagnosticsEngine::Warning);
  }

  bool isRepeated(const Diagnostic &Info) const {
    if (!Said || !Info.getLocation().isValid() || !Info.hasSourceManager())
      return false;
    SmallString<256> Text(Info.getLocation().printToString(Info.getSourceManager()));
    Info.FormatDiagnostic(Text);
    return !Said->insert(Text.str().str()).second;
  }

  bool Wanted = true;
};

ProjectFile describe(StringRef Opened, FileManager &Files) {
  SmallString<256> Absolute(Opened), Real;
  Files.makeAbsolutePath(Absolute);
  sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  if (sys::fs::real_path(Absolute, Real))
    Real = Absolute;
  return {Real.str().str(), Opened.str(), Absolute.str().str()};
}

std::vector<ProjectFile> projectFiles(SourceManager &Sources) {
  std::vector<ProjectFile> Found;
  std::set<std::string> Seen;
  for (unsigned I = 0; I < Sources.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    if (!Entry.isFile() || Entry.getFile().getFileCharacteristic() != SrcMgr::C_User)
      continue;
    if (OptionalFileEntryRef File = Entry.getFile().getContentCache().OrigEntry)
      if (Seen.insert(File->getName().str()).second)
        Found.push_back(describe(File->getName(), Sources.getFileManager()));
  }
  return Found;
}

/// The engine's action, which keeps what it made beyond the life of the compiler.
class CollectingAction : public RewriteAction {
public:
  CollectingAction(const UnitOptions &Options, std::vector<Unit> &Units)
      : RewriteAction(Options.Engine, Result), IsCompiledNext(Options.IsCompiledNext), Units(Units) {}

  void EndSourceFileAction() override {
    RewriteAction::EndSourceFileAction();
    if (IsCompiledNext && !Result.Files.empty())
      rejectOldStandard(getCompilerInstance());
    SourceManager &Sources = getCompilerInstance().getSourceManager();
    Unit Done;
    Done.Main = describe(getCurrentFile(), Sources.getFileManager());
    Done.Failed = Result.Failed || getCompilerInstance().getDiagnostics().hasErrorOccurred();
    Done.Read = projectFiles(Sources);
    if (!Done.Failed)
      for (RewrittenFile &File : Result.Files)
        Done.Rewritten.push_back(
            {describe(File.Path, Sources.getFileManager()), File.IsMain, std::move(File.Text)});
    Units.push_back(std::move(Done));
  }

private:
  PipelineResult Result;
  bool IsCompiledNext;
  std::vector<Unit> &Units;
};

class CollectingActionFactory : public FrontendActionFactory {
public:
  CollectingActionFactory(const UnitOptions &Options, std::vector<Unit> &Units)
      : Options(Options), Units(Units) {}
  std::unique_ptr<FrontendAction> create() override {
    return std::make_unique<CollectingAction>(Options, Units);
  }

private:
  const UnitOptions &Options;
  std::vector<Unit> &Units;
};

bool isForeignCompiler(StringRef Program) {
  StringRef Name = sys::path::filename(Program);
  return !Name.contains("clang") && (Name.contains("g++") || Name.contains("gcc") || Name.contains("c++"));
}

/// GCC knows flags that Clang's driver rejects; they cannot change what a program means.
CommandLineArguments withoutUnknownFlags(const CommandLineArguments &Arguments) {
  std::vector<const char *> Pointers;
  for (const std::string &Argument : drop_begin(Arguments))
    Pointers.push_back(Argument.c_str());
  unsigned MissingIndex, MissingCount;
  opt::InputArgList Parsed = getDriverOptTable().ParseArgs(Pointers, MissingIndex, MissingCount,
                                                           opt::Visibility(options::ClangOption));
  std::set<unsigned> Unknown;
  for (const opt::Arg *Argument : Parsed)
    if (Argument->getOption().getID() == options::OPT_UNKNOWN)
      Unknown.insert(Argument->getIndex());

  CommandLineArguments Kept = {Arguments.front()};
  for (unsigned I = 1; I < Arguments.size(); ++I)
    if (!Unknown.count(I - 1))
      Kept.push_back(Arguments[I]);
  return Kept;
}

/// What must not reach our parse: warnings turned into errors, and plugins, our own above all.
bool isForTheBuildOnly(StringRef Argument) {
  return Argument.starts_with("-Werror") || Argument.starts_with("-fplugin") ||
         Argument.starts_with("-fpass-plugin");
}

ArgumentsAdjuster adjuster(const std::string &Source, const UnitOptions &Options, Printer &Messages) {
  return [&](const CommandLineArguments &Given, StringRef File) {
    Messages.IgnoresWarnings = Options.IsCompiledNext && is_contained(Given, "-w");
    Messages.WarningsAreErrors = Options.IsCompiledNext && is_contained(Given, "-Werror");
    CommandLineArguments Arguments;
    for (const std::string &Argument : Given)
      if (!isForTheBuildOnly(Argument))
        Arguments.push_back(Argument);
    if (Options.IsCompiledNext || isForeignCompiler(Given.front()))
      Arguments = withoutUnknownFlags(Arguments);

    std::vector<std::string> Ours = {"-Qunused-arguments", "-Wno-unknown-warning-option"};
    auto NamesResources = [](StringRef Argument) { return Argument.starts_with("-resource-dir"); };
    if (none_of(Arguments, NamesResources))
      Ours.push_back("-resource-dir=" XFORK_CLANG_RESOURCE_DIR);
    Ours.insert(Ours.end(), {"-isystem", Options.IncludeDirectory});
    Arguments.insert(find(Arguments, "--"), Ours.begin(), Ours.end());

    // Without a database, messages name the file as the user did.
    SmallString<256> Absolute(Source);
    sys::fs::make_absolute(Absolute);
    if (File == Absolute)
      std::replace(Arguments.begin(), Arguments.end(), File.str(), Source);
    return Arguments;
  };
}

} // namespace

std::vector<Unit> xfork::runUnits(const CompilationDatabase &Commands, const std::string &Source,
                                  const UnitOptions &Options) {
  DiagnosticOptions PrinterOptions;
  PrinterOptions.ShowColors = sys::Process::StandardErrHasColors();
  Printer Messages(errs(), PrinterOptions);
  Messages.Said = Options.Said;

  ClangTool Tool(Commands, {Source});
  Tool.setPrintErrorMessage(false);
  Tool.setDiagnosticConsumer(&Messages);
  Tool.appendArgumentsAdjuster(getClangStripDependencyFileAdjuster());
  Tool.appendArgumentsAdjuster(adjuster(Source, Options, Messages));

  std::vector<Unit> Units;
  CollectingActionFactory Factory(Options, Units);
  if (Tool.run(&Factory) != 0 && none_of(Units, [](const Unit &Done) { return Done.Failed; })) {
    FileManager Files{FileSystemOptions()};
    Unit NotBegun;
    NotBegun.Main = describe(Source, Files);
    NotBegun.Failed = true;
    NotBegun.Read = {NotBegun.Main};
    Units.push_back(std::move(NotBegun));
  }
  // A warning that counts as an error is one only to the printer.
  if (Messages.getNumErrors() > 0)
    for (Unit &Done : Units) {
      Done.Failed = true;
      Done.Rewritten.clear();
    }
  return Units;
}

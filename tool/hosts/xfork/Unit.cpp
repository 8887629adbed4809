#include "Unit.h"
#include "../LanguageStandard.h"
#include "../UnitScan.h"
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
      : RewriteAction(Options.Engine, Result), Options(Options), Units(Units) {}

  /// What has no annotations need not be parsed.
  void ExecuteAction() override {
    bool AsksForAll = Options.Engine.Job == Job::Suggest || Options.Engine.Job == Job::FindOpenMP;
    if (AsksForAll || mayAnnotate(getCompilerInstance(), getCurrentFile()))
      RewriteAction::ExecuteAction();
  }

  void EndSourceFileAction() override {
    RewriteAction::EndSourceFileAction();
    if (Options.IsCompiledNext && !Result.Files.empty())
      rejectOldStandard(getCompilerInstance());
    SourceManager &Sources = getCompilerInstance().getSourceManager();
    Unit Done;
    Done.Main = describe(getCurrentFile(), Sources.getFileManager());
    Done.Failed = Result.Failed || getCompilerInstance().getDiagnostics().hasErrorOccurred();
    Done.Read = projectFiles(Sources);
    if (!Done.Failed)
      for (RewrittenFile &File : Result.Files)
        Done.Rewritten.push_back(
            {describe(File.Path, Sources.getFileManager()), File.IsMain, std::move(File.Text), std::move(File.Edits)});
    Done.Sites = std::move(Result.Sites);
    Done.Expanded = std::move(Result.Expanded);
    Done.Conversions = std::move(Result.Conversions);
    for (Conversion &C : Done.Conversions)
      C.Path = describe(C.Path, Sources.getFileManager()).Absolute;
    Units.push_back(std::move(Done));
  }

private:
  PipelineResult Result;
  const UnitOptions &Options;
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
  return (Argument.starts_with("-Werror") && !Argument.starts_with("-Werror=fork-")) || Argument.starts_with("-fplugin") ||
         Argument.starts_with("-fpass-plugin");
}

ArgumentsAdjuster adjuster(const std::string &Source, UnitOptions &Options, MessageCollector &Messages) {
  bool IsBackwards = Options.Engine.ArgumentsBackwards;
  return [&, IsBackwards](const CommandLineArguments &Given, StringRef File) {
    Options.Engine.ArgumentsBackwards = IsBackwards || isForeignCompiler(Given.front());
    Messages.IgnoresWarnings = Options.IsCompiledNext && is_contained(Given, "-w");
    Messages.WarningsAreErrors =
        Options.WarningsAreErrors || (Options.IsCompiledNext && is_contained(Given, "-Werror"));
    CommandLineArguments Arguments;
    for (const std::string &Argument : Given)
      if (!isForTheBuildOnly(Argument) && !(Options.OpenMP == UnitOptions::WithoutOpenMP && StringRef(Argument).starts_with("-fopenmp")))
        Arguments.push_back(Argument);
    if (Options.IsCompiledNext || isForeignCompiler(Given.front()))
      Arguments = withoutUnknownFlags(Arguments);

    std::vector<std::string> Ours = {"-Qunused-arguments", "-Wno-unknown-warning-option"};
    Ours.push_back("-fno-caret-diagnostics"); // lest Clang counts what it does not print
    if (Options.OpenMP == UnitOptions::WithOpenMP)
      Ours.push_back("-fopenmp");
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

/// One of the commands that a database has for a file.
struct OneCommand : CompilationDatabase {
  CompileCommand Command;
  explicit OneCommand(CompileCommand Command) : Command(std::move(Command)) {}
  std::vector<CompileCommand> getCompileCommands(StringRef) const override { return {Command}; }
};

/// Each way to compile a file once: targets that share a source differ in their outputs alone.
std::vector<CompileCommand> commandsFor(const CompilationDatabase &Commands, const std::string &Source) {
  auto Meaning = [](const CompileCommand &C) {
    return std::pair(C.Directory, getClangStripDependencyFileAdjuster()(getClangStripOutputAdjuster()(C.CommandLine, C.Filename), C.Filename));
  };
  std::vector<CompileCommand> Result;
  for (CompileCommand &C : Commands.getCompileCommands(getAbsolutePath(Source)))
    if (none_of(Result, [&](const CompileCommand &Known) { return Meaning(Known) == Meaning(C); }))
      Result.push_back(std::move(C));
  return Result;
}

UnitRun runOnce(const CompilationDatabase &Commands, const std::string &Source, const UnitOptions &Options) {
  MessageCollector Messages(sys::Process::StandardErrHasColors());
  UnitRun Run;
  UnitOptions Own = Options;
  CollectingActionFactory Factory(Own, Run.Units);
  auto Compile = [&](const CompilationDatabase &Database) {
    // A file system with a directory of its own, so that other threads are not moved.
    ClangTool Tool(Database, {Source}, std::make_shared<PCHContainerOperations>(), vfs::createPhysicalFileSystem());
    Tool.setPrintErrorMessage(false);
    Tool.setDiagnosticConsumer(&Messages);
    Tool.appendArgumentsAdjuster(getClangStripDependencyFileAdjuster());
    Tool.appendArgumentsAdjuster(adjuster(Source, Own, Messages));
    for (const auto &[Path, Text] : Options.Texts)
      Tool.mapVirtualFile(Path, Text);
    return Tool.run(&Factory) == 0;
  };

  // One at a time: several in a row would be announced.
  std::vector<CompileCommand> Each = commandsFor(Commands, Source);
  bool Ran = Each.empty() ? Compile(Commands) : true;
  for (const CompileCommand &Command : Each)
    Ran &= Compile(OneCommand(Command));
  if (!Ran && none_of(Run.Units, [](const Unit &Done) { return Done.Failed; })) {
    FileManager Files{FileSystemOptions()};
    Unit NotBegun;
    NotBegun.Main = describe(Source, Files);
    NotBegun.Failed = true;
    NotBegun.Read = {NotBegun.Main};
    Run.Units.push_back(std::move(NotBegun));
  }
  // A warning that counts as an error is one only to the collector.
  if (Messages.getNumErrors() > 0)
    for (Unit &Done : Run.Units) {
      Done.Failed = true;
      Done.Rewritten.clear();
    }
  Run.Messages = Messages.take();
  return Run;
}

} // namespace

UnitRun xfork::runUnits(const CompilationDatabase &Commands, const std::string &Source, const UnitOptions &Given) {
  UnitOptions Options = Given;
  UnitRun Run = runOnce(Commands, Source, Options);
  while (any_of(Run.Units, [&](const Unit &Done) { return takeExpanded(Options.Engine, Done.Expanded); }))
    Run = runOnce(Commands, Source, Options);
  return Run;
}

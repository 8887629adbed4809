// xfork: rewrites annotated source files for people and for refactoring pipelines.
//
//   xfork app.cpp -- -std=c++20            the rewritten file on the standard output
//   xfork -p build -i src/a.cpp src/b.cpp  in place, with the flags of the build, headers too
//   xfork -p build --check -j4             every file of the build, for its exit code
#include "../Installation.h"
#include "CommonEdits.h"
#include "Format.h"
#include "FromOpenMP.h"
#include "Options.h"
#include "Sarif.h"
#include "Summary.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "emit/OutputFiles.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/ThreadPool.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

using namespace clang::tooling;
using namespace llvm;
using namespace xfork;

namespace {

enum ExitCode { Success = 0, SourceErrors = 1, UsageOrIo = 2 };

int fail(ExitCode Code, const Twine &Message) {
  WithColor::error(errs(), "xfork") << Message << "\n";
  return Code;
}

std::unique_ptr<CompilationDatabase> findCommands(Options &Chosen) {
  std::string Ignored;
  if (Chosen.GivenCommands)
    return std::move(Chosen.GivenCommands);
  if (!Chosen.BuildPath.empty())
    return CompilationDatabase::loadFromDirectory(Chosen.BuildPath, Ignored);
  return CompilationDatabase::autoDetectFromSource(Chosen.Sources.front(), Ignored);
}

std::string missingCommands(const Options &Chosen) {
  std::string Where =
      Chosen.BuildPath.empty() ? "above '" + Chosen.Sources.front() + "'" : "in '" + Chosen.BuildPath + "'";
  return "no usable compile_commands.json " + Where +
         "; make one with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON or 'bear -- make', or give the compiler "
         "flags: "
         "xfork FILE -- -std=c++20";
}

/// The C++ sources of a build, each once.
std::vector<std::string> sourcesOf(const CompilationDatabase &Commands) {
  std::vector<std::string> Sources;
  for (const std::string &File : Commands.getAllFiles())
    if (is_contained({".cpp", ".cc", ".cxx", ".C", ".c++", ".cp"}, sys::path::extension(File)))
      Sources.push_back(File);
  sort(Sources);
  Sources.erase(unique(Sources), Sources.end());
  return Sources;
}

void reportFailures(const Project &Merged, const Options &Chosen) {
  bool Writes = Chosen.Where.Kind != DestinationKind::ShadowTree && Chosen.Where.Kind != DestinationKind::Nowhere;
  if (!Writes)
    return;
  raw_ostream &Stream = WithColor::error(errs(), "xfork");
  Stream << "nothing was written for ";
  interleave(
      Merged.FailedSources, Stream, [&](const std::string &Name) { Stream << "'" << Name << "'"; }, ", ");
  if (!Merged.HeldBack.empty()) {
    Stream << ", nor for what it includes: ";
    interleave(Merged.HeldBack, Stream, [&](const std::string &Name) { Stream << "'" << Name << "'"; }, ", ");
  }
  Stream << "\n";
}

/// What all files gave, in the order of their names on the command line.
struct Everything {
  std::vector<Unit> Units;
  std::vector<Message> Messages; ///< A header's once.
};

/// Reads the files, as many at a time as was asked for, and prints their messages in order as they become known.
Everything readAll(const std::vector<std::string> &Sources, const CompilationDatabase &Commands, const Options &Chosen) {
  UnitOptions Each;
  bool IsCompiledNext = Chosen.Where.Kind == DestinationKind::ShadowTree;
  Each.Engine.Job = Chosen.What;
  Each.Engine.AddInclude = !IsCompiledNext;
  Each.Engine.SerialClones = Chosen.HasSerialClones || IsCompiledNext;
  Each.Engine.ArgumentsBackwards = Chosen.ArgumentsBackwards;
  Each.Engine.Explain = Chosen.Explain;
  Each.Engine.Dump = Chosen.Dump;
  Each.IncludeDirectory = Installation::ofProgram().Include;
  Each.IsCompiledNext = IsCompiledNext;
  Each.WarningsAreErrors = Chosen.WarningsAreErrors;

  auto Read = Chosen.What == Job::FindOpenMP ? convertFromOpenMP : runUnits;
  DefaultThreadPool Readers(hardware_concurrency(Chosen.Jobs));
  std::vector<std::shared_future<UnitRun>> Runs;
  if (Chosen.Jobs > 1)
    for (const std::string &Source : Sources)
      Runs.push_back(Readers.async([&] { return Read(Commands, Source, Each); }));

  Everything All;
  std::set<std::string> Said;
  for (size_t I = 0; I != Sources.size(); ++I) {
    if (Chosen.ShowsProgress)
      errs() << "[" << I + 1 << "/" << Sources.size() << "] " << Sources[I] << "\n";
    UnitRun Run = Chosen.Jobs > 1 ? Runs[I].get() : Read(Commands, Sources[I], Each);
    append_range(All.Units, Run.Units);
    for (Message &M : Run.Messages)
      if (M.identity().empty() || Said.insert(M.identity()).second) {
        errs() << M.Printed;
        All.Messages.push_back(std::move(M));
      }
  }
  return All;
}

Error writeReports(const Project &Merged, const Everything &All, const Options &Chosen, int Code) {
  SmallString<256> Here;
  if (std::error_code Problem = sys::fs::current_path(Here))
    return createStringError(Problem, "the current directory has no name");
  OutputFiles Reports;
  auto Add = [&](const std::string &Path, std::string Text) -> Error {
    if (Path == "-")
      return writeStandardOutput(Text);
    if (!Path.empty())
      Reports.add(Path, std::move(Text));
    return Error::success();
  };
  if (Error Problem = Add(Chosen.SarifFile, sarifReport(All.Messages, Here, Installation::ofProgram().pages())))
    return Problem;
  if (Error Problem = Add(Chosen.SummaryFile, summaryReport(Merged, All.Units, All.Messages, Code)))
    return Problem;
  return Reports.write();
}

int run(const CompilationDatabase &Commands, const Options &Chosen) {
  std::vector<std::string> Sources = Chosen.Sources.empty() ? sourcesOf(Commands) : Chosen.Sources;
  if (Sources.empty())
    return fail(UsageOrIo, "'" + Chosen.BuildPath + "' builds no C++ file");
  Everything All = readAll(Sources, Commands, Chosen);

  if (Chosen.What == Job::Suggest)
    if (Error Problem = keepCommonEdits(All.Units))
      return fail(UsageOrIo, toString(std::move(Problem)));
  Expected<Project> Merged = mergeUnits(All.Units);
  if (!Merged)
    return fail(SourceErrors, toString(Merged.takeError()) + "; nothing was written");
  outs().flush();
  if (Chosen.FormatStyle != "none")
    if (Error Problem = formatChanges(*Merged, Chosen.FormatStyle))
      return fail(UsageOrIo, toString(std::move(Problem)));
  if (Error Problem = writeProject(*Merged, All.Units, Chosen.Where))
    return fail(UsageOrIo, toString(std::move(Problem)));

  int Code = Merged->FailedSources.empty() ? Success : SourceErrors;
  if (Error Problem = writeReports(*Merged, All, Chosen, Code))
    return fail(UsageOrIo, toString(std::move(Problem)));
  if (Code != Success)
    reportFailures(*Merged, Chosen);
  return Code;
}

} // namespace

int main(int Count, const char **Words) {
  bool HasOutput = ::fcntl(STDOUT_FILENO, F_GETFD) != -1;
  InitLLVM Init(Count, Words, /*InstallPipeSignalExitHandler=*/false);
  std::signal(SIGPIPE, SIG_IGN);

  Expected<Options> Chosen = parseOptions(Count, Words);
  if (!Chosen) {
    std::string Problem = toString(Chosen.takeError());
    return Problem.empty() ? UsageOrIo : fail(UsageOrIo, Problem);
  }
  bool Prints = Chosen->Where.Kind == DestinationKind::StandardOutput || Chosen->Where.Kind == DestinationKind::Diff;
  if (Prints && !HasOutput)
    return fail(UsageOrIo, "the standard output is closed; use -i or -o");
  std::unique_ptr<CompilationDatabase> Commands = findCommands(*Chosen);
  return Commands ? run(*Commands, *Chosen) : fail(UsageOrIo, missingCommands(*Chosen));
}

// xfork: rewrites annotated source files for people and for refactoring pipelines.
//
//   xfork app.cpp -- -std=c++20            the rewritten file on the standard output
//   xfork -p build -i src/a.cpp src/b.cpp  in place, with the flags of the build, headers too
#include "../Installation.h"
#include "Destination.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <fcntl.h>

using namespace clang::tooling;
using namespace llvm;
using namespace xfork;

namespace {

enum ExitCode { Success = 0, SourceErrors = 1, UsageOrIo = 2 };

cl::OptionCategory Category("xfork options");

cl::list<std::string> Sources(cl::Positional, cl::desc("FILE..."), cl::cat(Category));
cl::opt<std::string> BuildPath("p", cl::value_desc("BUILD"), cl::cat(Category),
                               cl::desc("Directory of the build that has compile_commands.json"));
cl::opt<bool> InPlace("i", cl::cat(Category),
                      cl::desc("Rewrite the files, and headers with annotations, in place"));
cl::opt<std::string> Output("o", cl::value_desc("FILE|DIRECTORY"), cl::cat(Category),
                            cl::desc("Write there; a directory gets headers with annotations too"));
cl::opt<bool> Explain("explain", cl::cat(Category),
                      cl::desc("Say for each annotation what was decided, and why"));
cl::opt<std::string> Dump("dump", cl::value_desc("sites|facts|plan|edits"), cl::cat(Category),
                          cl::desc("Print what the engine found instead of rewriting"));
cl::opt<bool> SerialClones("serial-clones", cl::cat(Category),
                           cl::desc("Give recursive functions a serial clone, as xfork++ does, with -O1 and up"));
cl::opt<std::string> Shadow("shadow-tree", cl::value_desc("DIRECTORY"), cl::cat(Category), cl::Hidden,
                            cl::desc("Write a tree for another compiler (see docs/architecture/hosts.md)"));

constexpr const char *Overview =
    "xfork rewrites annotated sequential C++ into parallel C++.\n\n"
    "  xfork app.cpp -- -std=c++20      show the rewritten file\n"
    "  xfork -p build -i src/app.cpp    rewrite in place, with the flags of that build\n\n"
    "What follows -- is handed to the compiler. Without it, the flags come from\n"
    "compile_commands.json in BUILD or in a directory above FILE.\n\n"
    "Exit code: 0 done; 1 a file has errors or an annotation was refused;\n"
    "2 a wrong command line, or a file that cannot be read or written.\n";

int fail(ExitCode Code, const Twine &Message) {
  WithColor::error(errs(), "xfork") << Message << "\n";
  return Code;
}

std::string realPath(StringRef Path) {
  SmallString<256> Real;
  return sys::fs::real_path(Path, Real) ? "" : Real.str().str();
}

/// Each source must be a file that can be read, given once. Returns what is wrong.
std::string checkSources() {
  if (Sources.empty())
    return "no input file; try 'xfork --help'";
  std::map<std::string, std::string> Given;
  for (const std::string &Source : Sources) {
    sys::fs::file_status Status;
    if (std::error_code Problem = sys::fs::status(Source, Status))
      return "cannot read '" + Source + "': " + Problem.message();
    if (Status.type() == sys::fs::file_type::directory_file)
      return "cannot read '" + Source + "': it is a directory; name the files in it";
    Expected<sys::fs::file_t> File = sys::fs::openNativeFileForRead(Source);
    if (!File)
      return "cannot read '" + Source + "': " + toString(File.takeError());
    sys::fs::closeFile(*File);
    auto [Entry, IsNew] = Given.insert({realPath(Source), Source});
    if (!IsNew)
      return "'" + Source + "' is given twice" +
             (Entry->second == Source ? "" : " (the first time as '" + Entry->second + "')") +
             "; name each file once";
  }
  return "";
}

/// Returns what is wrong.
std::string checkOptions() {
  if (InPlace && !Output.empty())
    return "-i and -o exclude each other";
  if (!Dump.empty() && (InPlace || !Output.empty()))
    return "--dump prints and writes no file: leave out -i and -o";
  if (!is_contained({"", "sites", "facts", "plan", "edits"}, Dump))
    return "--dump=" + Dump + " is unknown; it is one of sites, facts, plan, edits";
  return checkSources();
}

Destination chooseDestination() {
  if (!Shadow.empty())
    return {DestinationKind::ShadowTree, Shadow};
  if (InPlace)
    return {DestinationKind::InPlace, ""};
  if (Output.empty() || Output == "-")
    return {DestinationKind::StandardOutput, ""};
  if (Sources.size() > 1 || StringRef(Output).ends_with("/") || sys::fs::is_directory(Output))
    return {DestinationKind::Directory, Output};
  return {DestinationKind::File, Output};
}

std::unique_ptr<CompilationDatabase> findCommands(std::unique_ptr<FixedCompilationDatabase> Given) {
  std::string Ignored;
  if (Given)
    return Given;
  if (!BuildPath.empty())
    return CompilationDatabase::loadFromDirectory(BuildPath, Ignored);
  return CompilationDatabase::autoDetectFromSource(Sources.front(), Ignored);
}

std::string missingCommands() {
  std::string Where =
      BuildPath.empty() ? "above '" + Sources.front() + "'" : "in '" + BuildPath.getValue() + "'";
  return "no usable compile_commands.json " + Where +
         "; make one with cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON or 'bear -- make', or give the compiler "
         "flags: "
         "xfork FILE -- -std=c++20";
}

void reportFailures(const Project &Merged) {
  if (!Shadow.empty() || !Dump.empty())
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

int run(const CompilationDatabase &Commands) {
  UnitOptions Options;
  Options.Engine.AddInclude = Shadow.empty();
  Options.Engine.SerialClones = SerialClones || !Shadow.empty();
  Options.Engine.Explain = Explain;
  Options.Engine.Dump = Dump;
  Options.IncludeDirectory = Installation::ofProgram().Include;
  Options.IsCompiledNext = !Shadow.empty();

  std::set<std::string> Said;
  Options.Said = &Said;

  std::vector<Unit> Units;
  for (const std::string &Source : Sources)
    append_range(Units, runUnits(Commands, Source, Options));

  Expected<Project> Merged = mergeUnits(Units);
  if (!Merged)
    return fail(SourceErrors, toString(Merged.takeError()) + "; nothing was written");
  outs().flush();
  if (Dump.empty())
    if (Error Problem = writeProject(*Merged, Units, chooseDestination()))
      return fail(UsageOrIo, toString(std::move(Problem)));
  if (Merged->FailedSources.empty())
    return Success;
  reportFailures(*Merged);
  return SourceErrors;
}

void printVersion(raw_ostream &Stream) {
  Stream << "xfork " XFORK_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
}

} // namespace

int main(int Count, const char **Words) {
  bool HasOutput = ::fcntl(STDOUT_FILENO, F_GETFD) != -1;
  InitLLVM Init(Count, Words, /*InstallPipeSignalExitHandler=*/false);
  std::signal(SIGPIPE, SIG_IGN);

  std::string Problem;
  std::unique_ptr<FixedCompilationDatabase> Given =
      FixedCompilationDatabase::loadFromCommandLine(Count, Words, Problem);
  cl::HideUnrelatedOptions(Category);
  cl::SetVersionPrinter(printVersion);
  if (!cl::ParseCommandLineOptions(Count, Words, Overview, &errs()))
    return UsageOrIo;

  Problem = checkOptions();
  if (Problem.empty() && !HasOutput && chooseDestination().Kind == DestinationKind::StandardOutput)
    Problem = "the standard output is closed; use -i or -o";
  if (!Problem.empty())
    return fail(UsageOrIo, Problem);

  std::unique_ptr<CompilationDatabase> Commands = findCommands(std::move(Given));
  return Commands ? run(*Commands) : fail(UsageOrIo, missingCommands());
}

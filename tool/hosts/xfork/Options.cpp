#include "Options.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace clang::tooling;
using namespace llvm;
using namespace xfork;

namespace {

cl::OptionCategory Category("xfork options");

cl::list<std::string> Sources(cl::Positional, cl::desc("FILE..."), cl::cat(Category));
cl::opt<std::string> BuildPath("p", cl::value_desc("BUILD"), cl::cat(Category),
                               cl::desc("Directory of the build that has compile_commands.json"));
cl::opt<unsigned> Jobs("j", cl::Prefix, cl::value_desc("N"), cl::init(1), cl::cat(Category), cl::desc("Read N files at a time"));

cl::opt<bool> Strip("strip", cl::cat(Category), cl::desc("Take the annotations out instead"));
cl::opt<bool> Suggest("suggest", cl::cat(Category),
                      cl::desc("Annotate loops and calls that are proven independent and heavy"));
cl::opt<bool> FromOpenMP("from-openmp", cl::cat(Category),
                         cl::desc("Turn OpenMP directives into annotations where that computes the same"));
cl::opt<bool> Check("check", cl::cat(Category), cl::desc("Write nothing; the exit code says whether all is well"));

cl::opt<bool> InPlace("i", cl::cat(Category),
                      cl::desc("Rewrite the files, and headers with annotations, in place"));
cl::opt<std::string> Output("o", cl::value_desc("FILE|DIRECTORY"), cl::cat(Category),
                            cl::desc("Write there; a directory gets headers with annotations too"));
cl::opt<bool> Diff("diff", cl::cat(Category), cl::desc("Print what would be changed, for 'patch -p1'"));
cl::opt<std::string> Fixes("export-fixes", cl::value_desc("FILE"), cl::cat(Category),
                           cl::desc("Write the changes there, for clang-apply-replacements"));
cl::opt<std::string> FormatStyle("format-style", cl::value_desc("STYLE"), cl::init("none"), cl::cat(Category),
                                 cl::desc("Format changed lines: none (default), which keeps every line in its place;\n"
                                          "file, as the nearest .clang-format says; or a style of clang-format"));

cl::opt<bool> SerialClones("serial-clones", cl::cat(Category),
                           cl::desc("Give recursive functions a serial clone, as xfork++ does, with -O1 and up"));
cl::opt<bool> ArgumentsBackwards("arguments-backwards", cl::cat(Category), cl::Hidden,
                                 cl::desc("The compiler of the result evaluates arguments from right to left, as g++ does"));
cl::opt<bool> Explain("explain", cl::cat(Category),
                      cl::desc("Say for each annotation what was decided, and why"));
cl::opt<bool> WarningsAsErrors("warnings-as-errors", cl::cat(Category), cl::desc("Refuse what brings a warning"));
cl::opt<std::string> SarifFile("sarif", cl::value_desc("FILE"), cl::cat(Category),
                               cl::desc("Write the messages there as SARIF 2.1.0"));
cl::opt<std::string> SummaryFile("summary", cl::value_desc("FILE"), cl::cat(Category),
                                 cl::desc("Write there as JSON what became of each file and annotation"));
cl::opt<bool> Progress("progress", cl::cat(Category),
                       cl::desc("Say which file is read (default with several files on a terminal)"));
cl::opt<std::string> Dump("dump", cl::value_desc("sites|facts|plan|edits"), cl::cat(Category),
                          cl::desc("Print what the engine found instead of rewriting"));
cl::opt<std::string> Shadow("shadow-tree", cl::value_desc("DIRECTORY"), cl::cat(Category), cl::Hidden,
                            cl::desc("Write a tree for another compiler (see docs/architecture/hosts.md)"));

constexpr const char *Overview =
    "xfork rewrites annotated sequential C++ into parallel C++.\n\n"
    "  xfork app.cpp -- -std=c++20      show the rewritten file\n"
    "  xfork -p build -i src/app.cpp    rewrite in place, with the flags of that build\n"
    "  xfork -p build --check           check every file of that build\n\n"
    "What follows -- is handed to the compiler. Without it, the flags come from\n"
    "compile_commands.json in BUILD or in a directory above FILE.\n\n"
    "Exit code: 0 done; 1 a file has errors or an annotation was refused;\n"
    "2 a wrong command line, or a file that cannot be read or written.\n";

std::string realPath(StringRef Path) {
  SmallString<256> Real;
  return sys::fs::real_path(Path, Real) ? "" : Real.str().str();
}

/// Each source must be a file that can be read, given once. Returns what is wrong.
std::string checkSources() {
  if (Sources.empty())
    return BuildPath.empty() ? "no input file; try 'xfork --help'" : "";
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

/// Options that say where the result goes, as the user gave them.
std::vector<StringRef> destinationsGiven() {
  std::vector<StringRef> Given;
  for (auto [IsGiven, Name] : {std::pair(InPlace.getValue(), "-i"), {!Output.empty(), "-o"}, {Diff.getValue(), "--diff"},
                               {!Fixes.empty(), "--export-fixes"}, {Check.getValue(), "--check"}})
    if (IsGiven)
      Given.push_back(Name);
  return Given;
}

/// Returns what is wrong.
std::string checkOptions() {
  std::vector<StringRef> Destinations = destinationsGiven();
  if (Destinations.size() > 1)
    return (Destinations[0] + " and " + Destinations[1] + " exclude each other").str();
  if (!Dump.empty() && !Destinations.empty())
    return ("--dump prints and writes no file: leave out " + Destinations[0]).str();
  if (!is_contained({"", "sites", "facts", "plan", "edits"}, Dump))
    return "--dump=" + Dump + " is unknown; it is one of sites, facts, plan, edits";
  if (Strip + Suggest + FromOpenMP > 1)
    return "--strip, --suggest and --from-openmp exclude each other";
  if (Check && Strip)
    return "--check is about annotated code; leave out --strip";
  if (Jobs == 0)
    return "-j needs at least 1";
  return checkSources();
}

Destination chooseDestination() {
  if (!Shadow.empty())
    return {DestinationKind::ShadowTree, Shadow};
  if (InPlace)
    return {DestinationKind::InPlace, ""};
  if (Diff)
    return {DestinationKind::Diff, ""};
  if (!Fixes.empty())
    return {DestinationKind::Fixes, Fixes};
  if (Check || !Dump.empty())
    return {DestinationKind::Nowhere, ""};
  if (Output.empty() || Output == "-")
    return {DestinationKind::StandardOutput, ""};
  if (Sources.size() != 1 || StringRef(Output).ends_with("/") || sys::fs::is_directory(Output))
    return {DestinationKind::Directory, Output};
  return {DestinationKind::File, Output};
}

void printVersion(raw_ostream &Stream) {
  Stream << "xfork " XFORK_VERSION " (LLVM " LLVM_VERSION_STRING ")\n";
}

Error wrong(const Twine &Message) { return createStringError(inconvertibleErrorCode(), Message); }

} // namespace

Expected<Options> xfork::parseOptions(int Count, const char **Words) {
  std::string Problem;
  std::unique_ptr<CompilationDatabase> Given = FixedCompilationDatabase::loadFromCommandLine(Count, Words, Problem);
  cl::HideUnrelatedOptions(Category);
  cl::SetVersionPrinter(printVersion);
  if (!cl::ParseCommandLineOptions(Count, Words, Overview, &errs()))
    return wrong("");
  if (Problem = checkOptions(); !Problem.empty())
    return wrong(Problem);

  Options Chosen;
  Chosen.Sources.assign(Sources.begin(), Sources.end());
  Chosen.BuildPath = BuildPath;
  Chosen.What = Strip ? Job::Strip : Suggest ? Job::Suggest : FromOpenMP ? Job::FindOpenMP : Job::Rewrite;
  Chosen.Where = chooseDestination();
  Chosen.HasSerialClones = SerialClones;
  Chosen.ArgumentsBackwards = ArgumentsBackwards;
  Chosen.Explain = Explain;
  Chosen.Dump = Dump;
  Chosen.FormatStyle = FormatStyle;
  Chosen.WarningsAreErrors = WarningsAsErrors;
  Chosen.Jobs = Jobs;
  Chosen.ShowsProgress = Progress || (Sources.size() != 1 && sys::Process::StandardErrIsDisplayed());
  Chosen.SarifFile = SarifFile;
  Chosen.SummaryFile = SummaryFile;
  Chosen.GivenCommands = std::move(Given);
  return Chosen;
}

#include "SourceRoute.h"
#include "../AnnotationScan.h"
#include "Process.h"
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>

using namespace xfork;
namespace fs = std::filesystem;

namespace {

//===-- Which sources have annotations? --===//

std::optional<std::string> readFile(const std::string &Path) {
  std::error_code Problem;
  if (!fs::is_regular_file(Path, Problem))
    return std::nullopt;
  std::ifstream File(Path, std::ios::binary);
  if (!File)
    return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(File), {});
}

AnnotationScan::Resolver projectHeaders(const CommandLine &Line) {
  return [&Line](const std::string &Includer, const std::string &Name,
                 bool Angled) -> std::optional<std::string> {
    auto ExistsIn = [&](const fs::path &Directory) -> std::optional<std::string> {
      std::error_code Ignored;
      fs::path Path = Directory / Name;
      return fs::is_regular_file(Path, Ignored) ? std::optional(Path.lexically_normal().string())
                                                : std::nullopt;
    };
    if (!Angled)
      if (auto Path = ExistsIn(fs::path(Includer).parent_path()))
        return Path;
    for (const char *Flag : {"-iquote", "-I"})
      for (const Argument &Given : Line.Arguments)
        if (const char *Directory = Given.valueOf(Flag);
            Directory && !(Angled && Flag == std::string_view("-iquote")))
          if (auto Path = ExistsIn(Directory))
            return Path;
    return std::nullopt;
  };
}

/// Macros and headers that the command line forces on every source.
bool flagsMayAnnotate(const CommandLine &Line) {
  AnnotationScan Scan(readFile, projectHeaders(Line));
  for (const Argument &Given : Line.Arguments) {
    const char *Macro = Given.valueOf("-D");
    const char *Header = Given.valueOf("-include");
    if ((Macro && AnnotationScan::mentionsAnnotation(Macro)) || (Header && Scan.mayAnnotate(Header)))
      return true;
  }
  return false;
}

/// A text without a file has no place in the tree of copies.
bool isAnnotatedStandardInput(const CommandLine &Line) {
  auto IsStandardInput = [](const Argument &Given) { return Given.What == Argument::CxxSource && Given.first() == "-"; };
  if (Line.onlyPreprocesses() || std::none_of(Line.Arguments.begin(), Line.Arguments.end(), IsStandardInput))
    return false;
  std::optional<std::string> Text = peekStandardInput();
  return !Text || flagsMayAnnotate(Line) || AnnotationScan(readFile, projectHeaders(Line)).mayAnnotate("-", *Text);
}

Words annotatedSources(const CommandLine &Line) {
  if (Line.onlyPreprocesses())
    return {};
  Words Sources;
  bool Forced = flagsMayAnnotate(Line);
  for (const Argument &Given : Line.Arguments)
    if (Given.What == Argument::CxxSource && Given.first() != "-" &&
        (Forced || AnnotationScan(readFile, projectHeaders(Line)).mayAnnotate(Given.first())))
      Sources.push_back(Given.first());
  return Sources;
}

//===-- Rewriting --===//

/// What another compiler is told and Clang's parser must not hear: outputs, linking, and flags that would
/// make it read or write files of its own.
bool isNotForParsing(const Argument &Given) {
  for (const char *Flag : {"-o",
                           "-c",
                           "-S",
                           "-B",
                           "-M",
                           "-Wp,-M",
                           "-L",
                           "-l",
                           "-Wl,",
                           "-fprofile",
                           "-fauto-profile",
                           "-fbranch-prob",
                           "-fdump",
                           "-ftest-coverage",
                           "--coverage",
                           "-save-temps",
                           "--save-temps",
                           "-fplugin",
                           "-wrapper",
                           "-specs"})
    if (Given.first().starts_with(Flag))
      return true;
  return Given.isInput() || Given.first() == "-c" || Given.first() == "-S";
}

Words rewriteCommand(const CommandLine &Line, const Installation &Parts, const Words &Sources,
                     const std::string &Tree) {
  Words Command = {Parts.rewriter(), "--shadow-tree=" + Tree};
  if (Line.Compiler.find("clang") == std::string::npos)
    Command.push_back("--arguments-backwards");
  if (Line.Explain)
    Command.push_back("--explain");
  Command.insert(Command.end(), Sources.begin(), Sources.end());
  Command.push_back("--");
  if (!Line.namesStandard())
    Command.push_back("-std=gnu++20");
  for (const Argument &Given : Line.Arguments)
    if (!isNotForParsing(Given))
      Command.insert(Command.end(), Given.Text.begin(), Given.Text.end());
  return Command;
}

/// The tree that `xfork --shadow-tree` wrote.
class ShadowTree {
public:
  explicit ShadowTree(std::string Root) : Files(std::move(Root)) {
    std::ifstream Manifest(Files + "/manifest");
    Files += "/files";
    for (std::string Line; std::getline(Manifest, Line);)
      if (size_t Tab = Line.find('\t'); Tab != std::string::npos)
        OpenedNames[Line.substr(Tab + 1)] = Line.substr(0, Tab);
  }

  bool empty() const { return OpenedNames.empty(); }
  bool has(const std::string &Path) const { return OpenedNames.count(absolute(Path)); }
  /// Where the copy of a file or directory is, or would be.
  std::string copyOf(const std::string &Path) const { return Files + absolute(Path); }
  bool hasDirectory(const std::string &Path) const {
    std::error_code Ignored;
    return fs::is_directory(copyOf(Path), Ignored);
  }

  /// Whether a path leads into the tree.
  const std::string &files() const { return Files; }
  /// The name of the original of a copy, as the user would know it.
  std::string originalOf(const std::string &Copy) const {
    std::string Absolute = fs::path(Copy.substr(Files.size())).lexically_normal().string();
    auto Found = OpenedNames.find(Absolute);
    return Found == OpenedNames.end() ? Absolute : Found->second;
  }

private:
  static std::string absolute(const std::string &Path) {
    std::string Result = fs::absolute(Path).lexically_normal().string();
    if (Result.size() > 1 && Result.ends_with('/'))
      Result.pop_back();
    return Result;
  }

  std::string Files;
  std::map<std::string, std::string> OpenedNames; ///< By absolute name.
};

//===-- Compiling the copies --===//

/// In place of each annotated source its copy; before each directory of headers its copy.
Words compileCommand(const CommandLine &Line, const ShadowTree &Tree, const Words &Prefix,
                     const Words &Suffix) {
  Words Command = Prefix, Own;
  for (const Argument &Given : Line.Arguments) {
    if (Given.isWarningOfOurs())
      continue;
    for (const char *Flag : {"-iquote", "-I"})
      if (const char *Directory = Given.valueOf(Flag); Directory && Tree.hasDirectory(Directory))
        Own.insert(Own.end(), {Flag, Tree.copyOf(Directory)});
    if (const char *Header = Given.valueOf("-include"); Header && Tree.has(Header)) {
      Own.insert(Own.end(), {"-include", Tree.copyOf(Header)});
    } else if (Given.What == Argument::CxxSource && Tree.has(Given.first())) {
      const std::string &Source = Given.first();
      Command.push_back("-ffile-prefix-map=" + Tree.copyOf(Source) + "=" + Source);
      Own.push_back(Tree.copyOf(Source));
      // A header that only this compiler includes has no copy beside it.
      std::string Directory = fs::path(Source).parent_path().string();
      Own.insert(Own.end(), {"-idirafter", Directory.empty() ? "." : Directory});
    } else {
      Own.insert(Own.end(), Given.Text.begin(), Given.Text.end());
    }
  }
  Command.insert(Command.end(), Own.begin(), Own.end());
  Command.insert(Command.end(), Suffix.begin(), Suffix.end());
  return Command;
}

/// Where GCC and Clang put dependencies: where they were told, else beside the output.
Words dependencyFiles(const CommandLine &Line) {
  for (const Argument &Given : Line.Arguments)
    for (const char *Flag : {"-Wp,-MD,", "-Wp,-MMD,"})
      if (Given.first().starts_with(Flag))
        return {Given.first().substr(std::string(Flag).size())};
  if (!Line.has("-MD") && !Line.has("-MMD"))
    return {};
  if (const char *File = Line.lastValueOf("-MF"))
    return {File};
  const char *Output = Line.lastValueOf("-o");
  if (Output && !Line.links())
    return {fs::path(Output).replace_extension(".d").string()};

  Words Files;
  for (const Argument &Given : Line.Arguments)
    if (Given.What == Argument::CxxSource) {
      std::string Name = fs::path(Given.first()).stem().string() + ".d";
      Files.push_back(Name);
      if (Line.links()) {
        fs::path Program = Output ? Output : "a";
        Files.push_back(Program.string() + "-" + Name);
        Files.push_back(Program.replace_extension(".d").string());
      }
    }
  return Files;
}

/// Names the originals where a dependency file names copies.
void nameOriginals(const std::string &File, const ShadowTree &Tree) {
  std::optional<std::string> Text = readFile(File);
  if (!Text || Text->find(Tree.files()) == std::string::npos)
    return;
  std::string Result;
  for (size_t At = 0; At < Text->size();) {
    if (Text->compare(At, Tree.files().size(), Tree.files()) != 0) {
      Result += (*Text)[At++];
      continue;
    }
    std::string Copy;
    for (; At < Text->size() && !std::isspace(static_cast<unsigned char>((*Text)[At])); ++At) {
      if ((*Text)[At] == '\\' && At + 1 < Text->size() && (*Text)[At + 1] != '\n')
        ++At;
      Copy += (*Text)[At];
    }
    bool IsTarget = Copy.ends_with(':');
    if (IsTarget)
      Copy.pop_back();
    for (char C : Tree.originalOf(Copy)) {
      if (C == ' ' || C == '#')
        Result += '\\';
      Result += C;
    }
    if (IsTarget)
      Result += ':';
  }
  std::ofstream(File, std::ios::binary | std::ios::trunc) << Result;
}

Words joined(const Words &Prefix, const Words &Middle, const Words &Suffix) {
  Words Command = Prefix;
  Command.insert(Command.end(), Middle.begin(), Middle.end());
  Command.insert(Command.end(), Suffix.begin(), Suffix.end());
  return Command;
}

/// The same for the same compilation.
std::string purposeOf(const CommandLine &Line, const Words &Prefix) {
  std::error_code Ignored;
  return fs::current_path(Ignored).string() + "\n" + shellText(joined(Prefix, Line.Given, {}));
}

int show(const CommandLine &Line, const Installation &Parts, const Words &Sources, const Words &Prefix,
         const Words &Suffix) {
  if (!Sources.empty())
    std::puts(shellText(rewriteCommand(Line, Parts, Sources, "$TREE")).c_str());
  Words Middle;
  for (const Argument &Given : Line.Arguments)
    for (const std::string &Word : Given.Text)
      Middle.push_back(std::find(Sources.begin(), Sources.end(), Word) != Sources.end() && Given.isInput()
                           ? "$TREE/files" + fs::absolute(Word).lexically_normal().string()
                           : Word);
  std::puts(shellText(joined(Prefix, Middle, Suffix)).c_str());
  return 0;
}

} // namespace

int xfork::compileRewritten(const CommandLine &Line, const Installation &Parts, const Words &Prefix,
                            const Words &Suffix) {
  Words Sources = annotatedSources(Line);
  if (Line.Show)
    return show(Line, Parts, Sources, Prefix, Suffix);
  if (isAnnotatedStandardInput(Line)) {
    std::fputs("xfork++: error: annotated code on the standard input cannot be rewritten for this compiler; put it in a "
               "file, or use --cxx=" XFORK_CLANG_NAME "\n",
               stderr);
    return 1;
  }
  if (Sources.empty())
    return replaceBy(joined(Prefix, Line.Given, Suffix));

  TemporaryDirectory Temporary(purposeOf(Line, Prefix));
  if (Temporary.path().empty()) {
    std::fputs("xfork++: error: cannot make a temporary directory; set TMPDIR to one that can be written\n",
               stderr);
    return 1;
  }
  if (int Code = run(rewriteCommand(Line, Parts, Sources, Temporary.path())))
    return Code;
  ShadowTree Tree(Temporary.path());
  int Code = run(compileCommand(Line, Tree, Prefix, Suffix));
  for (const std::string &File : dependencyFiles(Line))
    nameOriginals(File, Tree);
  return Code;
}

#include "CommandLine.h"
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

using namespace xfork;

namespace {

/// Flags whose value may be the next word. A flag of this list that carries its value is one word.
const std::set<std::string> &flagsWithValue() {
  static const std::set<std::string> Flags = {"-A",
                                              "-B",
                                              "-D",
                                              "-F",
                                              "-G",
                                              "-I",
                                              "-L",
                                              "-MF",
                                              "-MQ",
                                              "-MT",
                                              "-T",
                                              "-Tbss",
                                              "-Tdata",
                                              "-Ttext",
                                              "-U",
                                              "-Xassembler",
                                              "-Xclang",
                                              "-Xlinker",
                                              "-Xpreprocessor",
                                              "--param",
                                              "--sysroot",
                                              "-arch",
                                              "-aux-info",
                                              "-dumpbase",
                                              "-dumpbase-ext",
                                              "-dumpdir",
                                              "-e",
                                              "-framework",
                                              "-h",
                                              "-idirafter",
                                              "-imacros",
                                              "-include",
                                              "-include-pch",
                                              "-iprefix",
                                              "-iquote",
                                              "-isysroot",
                                              "-isystem",
                                              "-ivfsoverlay",
                                              "-iwithprefix",
                                              "-iwithprefixbefore",
                                              "-l",
                                              "-mllvm",
                                              "-o",
                                              "-rpath",
                                              "-serialize-diagnostics",
                                              "-target",
                                              "-u",
                                              "-working-directory",
                                              "-wrapper",
                                              "-x",
                                              "-z"};
  return Flags;
}

/// Splits a response file as GCC does: at blanks, but for quotes and backslashes.
Words splitResponse(const std::string &Text) {
  Words Result;
  std::optional<std::string> Word;
  char Quote = 0;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (C == '\\' && I + 1 < Text.size()) {
      (Word ? *Word : Word.emplace()) += Text[++I];
    } else if (Quote ? C == Quote : C == '"' || C == '\'') {
      Quote = Quote ? 0 : C;
      if (!Word)
        Word.emplace();
    } else if (!Quote && std::isspace(static_cast<unsigned char>(C))) {
      if (Word)
        Result.push_back(*std::exchange(Word, std::nullopt));
    } else {
      (Word ? *Word : Word.emplace()) += C;
    }
  }
  if (Word)
    Result.push_back(*Word);
  return Result;
}

void appendOpened(Words &Result, const Words &Given, int Depth = 0) {
  for (const std::string &Word : Given) {
    std::ifstream File;
    if (Word.size() > 1 && Word[0] == '@' && Depth < 16)
      File.open(Word.substr(1));
    if (File.is_open())
      appendOpened(Result, splitResponse({std::istreambuf_iterator<char>(File), {}}), Depth + 1);
    else
      Result.push_back(Word);
  }
}

/// What a file is by its name, to a C++ compiler driver.
Argument::Kind kindByName(const std::string &File) {
  static const std::set<std::string> Sources = {"c",   "cc",  "cp", "cxx", "cpp",
                                                "CPP", "c++", "C",  "ii",  "cppm"};
  static const std::set<std::string> Headers = {"h", "hh", "H", "hp", "hxx", "hpp", "HPP", "h++", "tcc"};
  static const std::set<std::string> Others = {"i",  "s",   "S",  "sx", "m",  "mm",
                                               "mi", "mii", "ll", "bc", "cu", "f90"};
  size_t Dot = File.rfind('.');
  std::string Extension = Dot == std::string::npos ? "" : File.substr(Dot + 1);
  if (Sources.count(Extension))
    return Argument::CxxSource;
  if (Headers.count(Extension))
    return Argument::CxxHeader;
  return Others.count(Extension) ? Argument::OtherSource : Argument::LinkerInput;
}

/// What a file is, after `-x Language`.
Argument::Kind kindByLanguage(const std::string &Language, const std::string &File) {
  if (Language.empty() || Language == "none")
    return kindByName(File);
  if (Language == "c++" || Language == "c++-cpp-output" || Language == "c++-module")
    return Argument::CxxSource;
  return Language.starts_with("c++-") ? Argument::CxxHeader : Argument::OtherSource;
}

std::vector<Argument> classify(const Words &Opened) {
  std::vector<Argument> Result;
  std::string Language;
  for (size_t I = 0; I < Opened.size(); ++I) {
    const std::string &Word = Opened[I];
    if (Word.size() < 2 || Word[0] != '-') {
      Result.push_back({kindByLanguage(Language, Word), {Word}});
      continue;
    }
    Argument Flag{Argument::Flag, {Word}};
    if (flagsWithValue().count(Word) && I + 1 < Opened.size())
      Flag.Text.push_back(Opened[++I]);
    if (const char *Value = Flag.valueOf("-x"))
      Language = Value;
    Result.push_back(std::move(Flag));
  }
  return Result;
}

/// Takes our own options out.
bool takeOwn(const std::string &Word, CommandLine &Line) {
  if (Word == "--show" || Word == "-show")
    return Line.Show = true;
  if (Word == "--version")
    return Line.Version = true;
  if (Word == "--help")
    return Line.Help = true;
  if (Word == "--explain")
    return Line.Explain = true;
  if (!Word.starts_with("--cxx="))
    return false;
  Line.Compiler = Word.substr(6);
  return true;
}

/// After `--launch`: the compiler, and before it what the build system launches compilers with. Returns where the
/// compiler's name stands.
int takeLaunched(int First, int Count, char **Given, CommandLine &Line) {
  static const std::set<std::string> Launchers = {"ccache", "sccache", "distcc", "icecc"};
  Line.IsLauncher = true;
  for (; First < Count && Launchers.count(std::filesystem::path(Given[First]).filename().string()); ++First)
    Line.Launcher.push_back(Given[First]);
  Line.Compiler = First < Count ? Given[First] : "";
  return First;
}

} // namespace

const char *Argument::valueOf(const std::string &Name) const {
  if (What != Flag || !first().starts_with(Name))
    return nullptr;
  if (first() == Name)
    return Text.size() > 1 ? Text[1].c_str() : nullptr;
  // -include-pch is no -include.
  return Name.starts_with("-include") ? nullptr : first().c_str() + Name.size();
}

bool CommandLine::has(const std::string &Flag) const {
  return std::any_of(Arguments.begin(), Arguments.end(), [&](const Argument &Given) {
    return Given.What == Argument::Flag && Given.first() == Flag;
  });
}

bool CommandLine::hasAny(Argument::Kind Kind) const {
  return std::any_of(Arguments.begin(), Arguments.end(),
                     [&](const Argument &Each) { return Each.What == Kind; });
}

const char *CommandLine::lastValueOf(const std::string &Flag) const {
  const char *Value = nullptr;
  for (const Argument &Each : Arguments)
    if (const char *Own = Each.valueOf(Flag))
      Value = Own;
  return Value;
}

bool CommandLine::onlyPreprocesses() const { return has("-E") || has("-M") || has("-MM"); }

bool CommandLine::links() const {
  if (onlyPreprocesses() || has("-c") || has("-S") || has("-fsyntax-only") || has("--precompile"))
    return false;
  return hasAny(Argument::CxxSource) || hasAny(Argument::OtherSource) || hasAny(Argument::LinkerInput);
}

bool Argument::isWarningOfOurs() const {
  for (const char *Start : {"-Wfork-", "-Wno-fork-", "-Werror=fork-", "-Wno-error=fork-"})
    if (first().starts_with(Start))
      return true;
  return false;
}

bool CommandLine::linksRuntime() const {
  return links() && !has("-nostdlib") && !has("-nodefaultlibs") && !has("-r");
}

bool CommandLine::namesStandard() const {
  return std::any_of(Arguments.begin(), Arguments.end(), [](const Argument &Given) {
    return Given.first().starts_with("-std=") || Given.first().starts_with("--std") ||
           Given.first() == "-ansi";
  });
}

CommandLine xfork::parseCommandLine(int Count, char **Given) {
  CommandLine Line;
  if (const char *Compiler = std::getenv("XFORK_CXX"))
    Line.Compiler = Compiler;
  bool IsValue = false;
  for (int I = 1; I < Count; ++I) {
    std::string Word = Given[I];
    if (!IsValue && Line.Given.empty() && Word == "--launch") {
      I = takeLaunched(I + 1, Count, Given, Line);
      continue;
    }
    if (IsValue || !takeOwn(Word, Line))
      Line.Given.push_back(Word);
    IsValue = !IsValue && flagsWithValue().count(Word);
  }
  Words Opened;
  appendOpened(Opened, Line.Given);
  Line.Arguments = classify(Opened);
  return Line;
}

// xfork++: a compiler driver, used in place of the compiler.
//
//   xfork++ -O2 app.cpp -o app              clang++ with the plugin, and the runtime
//   xfork++ --cxx=g++ -O2 app.cpp -o app    g++ on the rewritten source, and the runtime
//   xfork++ --launch g++ -O2 -c app.cpp     the same, put before the compiler's command by a build system
#include "../Installation.h"
#include "CommandLine.h"
#include "Process.h"
#include "SourceRoute.h"
#include <algorithm>
#include <cstdio>
#include <filesystem>

using namespace xfork;

namespace {

constexpr const char *Help =
    "xfork++ compiles and links annotated C++ in parallel form. It takes the flags of the\n"
    "compiler that it drives and adds what the runtime needs.\n"
    "\n"
    "  xfork++ -O2 app.cpp -o app\n"
    "\n"
    "Options of its own:\n"
    "  --cxx=COMPILER  the compiler to drive: clang++-22 (default, or $XFORK_CXX), g++, or another\n"
    "  --launch COMPILER\n"
    "                  the same with rewritten source for any compiler; build systems put it in\n"
    "                  front of a command (CXX_COMPILER_LAUNCHER in CMake)\n"
    "  --explain       say for each annotation what was decided, and why\n"
    "  --show          print the commands instead of running them\n"
    "  --version       print the versions of the compiler and of xfork\n"
    "  --help          print this\n"
    "\n"
    "Without -std=, sources are compiled as -std=gnu++20. The exit code is the compiler's.\n";

/// The Clang that the plugin was built for; another one could not load it.
bool takesPlugin(const std::string &Compiler) {
  if (std::filesystem::path(Compiler).filename() == XFORK_CLANG_NAME || Compiler == XFORK_CLANG_PATH)
    return true;
  return Compiler.find("clang") != std::string::npos &&
         outputOf({Compiler, "--version"}).find("clang version " XFORK_CLANG_MAJOR ".") != std::string::npos;
}

std::string defaultCompiler() { return isInstalled(XFORK_CLANG_NAME) ? XFORK_CLANG_NAME : XFORK_CLANG_PATH; }

bool isSystemDirectory(const std::string &Path) {
  return Path.starts_with("/usr/lib") || Path.starts_with("/lib") || Path == "/usr/local/lib" ||
         Path == "/usr/include" || Path == "/usr/local/include";
}

/// What every compilation of C++ gets.
Words compileFlags(const CommandLine &Line, const Installation &Parts) {
  if (!Line.hasAny(Argument::CxxSource) && !Line.hasAny(Argument::CxxHeader))
    return {};
  Words Flags;
  if (!Line.namesStandard() && !Line.hasAny(Argument::OtherSource))
    Flags.push_back("-std=gnu++20");
  if (!isSystemDirectory(Parts.Include))
    Flags.insert(Flags.end(), {"-isystem", Parts.Include});
  return Flags;
}

Words linkFlags(const CommandLine &Line, const Installation &Parts) {
  if (!Line.linksRuntime())
    return {};
  if (isSystemDirectory(Parts.Lib))
    return {"-lxfork", "-pthread"};
  return {"-L" + Parts.Lib, "-lxfork", "-Wl,-rpath," + Parts.Lib, "-pthread"};
}

int compileWithPlugin(const CommandLine &Line, const Installation &Parts, Words Command,
                      const Words &Suffix) {
  if (Line.hasAny(Argument::CxxSource) || Line.hasAny(Argument::CxxHeader)) {
    Command.push_back("-fplugin=" + Parts.plugin());
    if (Line.Explain)
      Command.push_back("-fplugin-arg-xfork-explain");
  }
  if (std::any_of(Line.Arguments.begin(), Line.Arguments.end(),
                  [](const Argument &Given) { return Given.isWarningOfOurs(); }))
    Command.push_back("-Wno-unknown-warning-option"); // the plugin knows them
  Command.insert(Command.end(), Line.Given.begin(), Line.Given.end());
  Command.insert(Command.end(), Suffix.begin(), Suffix.end());
  if (!Line.Show)
    return replaceBy(Command);
  std::puts(shellText(Command).c_str());
  return 0;
}

int printVersion(const std::string &Compiler) {
  int Code = run({Compiler, "--version"});
  std::puts("xfork++ " XFORK_VERSION);
  return Code;
}

} // namespace

int main(int Count, char **Given) {
  CommandLine Line = parseCommandLine(Count, Given);
  if (Line.Help)
    return std::fputs(Help, stdout) < 0;

  std::string Compiler = Line.Compiler.empty() ? defaultCompiler() : Line.Compiler;
  if (Line.IsLauncher && Line.Compiler.empty()) {
    std::fputs("xfork++: error: --launch needs a compiler's command, as in 'xfork++ --launch g++ -c app.cpp'\n", stderr);
    return 1;
  }
  if (!isInstalled(Compiler)) {
    std::fprintf(stderr,
                 "xfork++: error: cannot find the compiler '%s'; install it or name another with --cxx=\n",
                 Compiler.c_str());
    return 1;
  }
  if (Line.Version)
    return printVersion(Compiler);

  Installation Parts = Installation::ofProgram();
  Words Prefix = Line.Launcher;
  Prefix.push_back(Compiler);
  for (const std::string &Flag : compileFlags(Line, Parts))
    Prefix.push_back(Flag);
  Words Suffix = linkFlags(Line, Parts);
  bool UsesPlugin = !Line.IsLauncher && takesPlugin(Compiler);
  return UsesPlugin ? compileWithPlugin(Line, Parts, Prefix, Suffix)
                    : compileRewritten(Line, Parts, Prefix, Suffix);
}

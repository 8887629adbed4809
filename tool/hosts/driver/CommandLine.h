// What a compiler was asked to do, as far as a driver around it must know.
#pragma once

#include <string>
#include <vector>

namespace xfork {

using Words = std::vector<std::string>;

/// One flag with its value, or one input.
struct Argument {
  enum Kind { Flag, CxxSource, CxxHeader, OtherSource, LinkerInput };

  Kind What = Flag;
  Words Text; ///< As written: one word, or a flag and its value.

  bool isInput() const { return What != Flag; }
  const std::string &first() const { return Text.front(); }
  /// `-Wno-fork-...`, `-Werror=fork-...`: about our messages, which the compiler does not know.
  bool isWarningOfOurs() const;
  /// The value of the flag `Name`, joined or separate; null for other arguments.
  const char *valueOf(const std::string &Name) const;
};

struct CommandLine {
  // Our own options.
  std::string Compiler;
  bool IsLauncher = false; ///< Called as `--launch COMPILER FLAGS…`: the compiler's text is to be rewritten, whichever it is.
  Words Launcher;          ///< Launchers given before the compiler.
  bool Show = false, Version = false, Help = false, Explain = false;

  Words Given;                     ///< For the compiler, as written: response files are not opened.
  std::vector<Argument> Arguments; ///< The same, response files opened.

  bool has(const std::string &Flag) const;
  bool hasAny(Argument::Kind) const;
  /// The last value of a flag, or null.
  const char *lastValueOf(const std::string &Flag) const;

  /// Stops after the preprocessor: nothing is compiled.
  bool onlyPreprocesses() const;
  /// Makes a program or a shared library.
  bool links() const;
  /// Links, and nobody asked to be left alone with it.
  bool linksRuntime() const;
  /// The user chose the language standard.
  bool namesStandard() const;
};

CommandLine parseCommandLine(int Count, char **Given);

} // namespace xfork

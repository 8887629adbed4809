// Running other programs, and a place for temporary files that is gone afterwards, whatever happens.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace xfork {

/// The command as a shell would take it.
std::string shellText(const std::vector<std::string> &Command);

/// Becomes the command. Returns only if that fails, with the exit code and after a message.
int replaceBy(const std::vector<std::string> &Command);

/// Runs the command to its end and returns its exit code, 128 + n if signal n killed it. Signals that end
/// this program are handed on to it and to what it started.
int run(const std::vector<std::string> &Command);

/// The standard output of the command.
std::string outputOf(const std::vector<std::string> &Command);

/// All of the standard input, which can be read once more by the next program; nothing if that is not possible.
std::optional<std::string> peekStandardInput();

/// Whether the program can be found the way a shell does.
bool isInstalled(const std::string &Program);

/// A new directory that is removed with all its contents, when this object dies or a signal ends the program. For the
/// same purpose it has the same name, unless that is taken: caches of compilers know a file by its name.
class TemporaryDirectory {
public:
  explicit TemporaryDirectory(const std::string &Purpose);
  TemporaryDirectory(const TemporaryDirectory &) = delete;
  TemporaryDirectory &operator=(const TemporaryDirectory &) = delete;
  ~TemporaryDirectory();

  /// Empty if none could be made.
  const std::string &path() const { return Path; }

private:
  std::string Path;
};

} // namespace xfork

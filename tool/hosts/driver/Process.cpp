#include "Process.h"
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <spawn.h>
#include <sstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace xfork;

namespace {

constexpr int EndingSignals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT};

volatile std::sig_atomic_t Running = 0;  ///< The child, 0 if there is none.
volatile std::sig_atomic_t Received = 0; ///< The signal that asked this program to end.

std::vector<char *> pointers(const std::vector<std::string> &Command) {
  std::vector<char *> Result;
  for (const std::string &Word : Command)
    Result.push_back(const_cast<char *>(Word.c_str()));
  Result.push_back(nullptr);
  return Result;
}

/// Only notes the signal and ends the child with all that it started; the rest is done where run() returns.
void handOn(int Signal) {
  Received = Signal;
  if (Running > 0)
    ::kill(-Running, Signal);
}

/// Ctrl-Z reaches only the group of this program; the child's stops, and goes on, with it.
void stopTogether(int) {
  int Saved = errno;
  if (Running > 0)
    ::kill(-Running, SIGSTOP);
  ::raise(SIGSTOP);
  if (Running > 0)
    ::kill(-Running, SIGCONT);
  errno = Saved;
}

/// What was ignored stays so, as under nohup.
void handle(int Signal, void (*Handler)(int)) {
  struct sigaction Action = {}, Old;
  Action.sa_handler = Handler;
  ::sigaction(Signal, &Action, &Old);
  if (Old.sa_handler == SIG_IGN)
    ::sigaction(Signal, &Old, nullptr);
}

/// A group of its own: g++ does not hand signals on to the compiler proper.
int spawnGroup(pid_t &Child, const std::vector<std::string> &Command) {
  posix_spawnattr_t Attributes;
  ::posix_spawnattr_init(&Attributes);
  ::posix_spawnattr_setflags(&Attributes, POSIX_SPAWN_SETPGROUP);
  ::posix_spawnattr_setpgroup(&Attributes, 0);
  int Problem = ::posix_spawnp(&Child, Command.front().c_str(), nullptr, &Attributes, pointers(Command).data(), environ);
  ::posix_spawnattr_destroy(&Attributes);
  return Problem;
}

int cannotRun(const std::string &Program, int Errno) {
  std::fprintf(stderr, "xfork++: error: cannot run '%s': %s\n", Program.c_str(), std::strerror(Errno));
  return 1;
}

int waitFor(pid_t Child) {
  int Status = 0;
  while (::waitpid(Child, &Status, 0) < 0 && errno == EINTR) {
  }
  return WIFSIGNALED(Status) ? 128 + WTERMSIG(Status) : WEXITSTATUS(Status);
}

} // namespace

std::string xfork::shellText(const std::vector<std::string> &Command) {
  constexpr const char *Harmless = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
  std::string Text;
  for (const std::string &Word : Command) {
    Text += Text.empty() ? "" : " ";
    if (!Word.empty() && Word.find_first_not_of(Harmless) == std::string::npos) {
      Text += Word;
      continue;
    }
    Text += '\'';
    for (char C : Word)
      Text += C == '\'' ? std::string("'\\''") : std::string(1, C);
    Text += '\'';
  }
  return Text;
}

int xfork::replaceBy(const std::vector<std::string> &Command) {
  ::execvp(Command.front().c_str(), pointers(Command).data());
  return cannotRun(Command.front(), errno);
}

int xfork::run(const std::vector<std::string> &Command) {
  if (Received)
    return 128 + Received;
  pid_t Child = 0;
  if (int Problem = spawnGroup(Child, Command))
    return cannotRun(Command.front(), Problem);
  Running = Child;
  if (Received)
    ::kill(-Child, Received);
  int Code = waitFor(Child);
  Running = 0;
  return Code;
}

std::string xfork::outputOf(const std::vector<std::string> &Command) {
  std::string Text;
  if (FILE *Pipe = ::popen((shellText(Command) + " 2>/dev/null").c_str(), "re")) {
    char Buffer[4096];
    while (size_t Count = std::fread(Buffer, 1, sizeof Buffer, Pipe))
      Text.append(Buffer, Count);
    ::pclose(Pipe);
  }
  return Text;
}

std::optional<std::string> xfork::peekStandardInput() {
  FILE *Copy = std::tmpfile();
  if (!Copy)
    return std::nullopt;
  std::string Text;
  char Buffer[4096];
  for (ssize_t Count; (Count = ::read(STDIN_FILENO, Buffer, sizeof Buffer)) > 0;)
    Text.append(Buffer, static_cast<size_t>(Count));
  bool IsCopied = std::fwrite(Text.data(), 1, Text.size(), Copy) == Text.size() && std::fflush(Copy) == 0;
  if (!IsCopied || ::lseek(::fileno(Copy), 0, SEEK_SET) != 0 || ::dup2(::fileno(Copy), STDIN_FILENO) < 0)
    return std::nullopt;
  return Text;
}

bool xfork::isInstalled(const std::string &Program) {
  if (Program.find('/') != std::string::npos)
    return ::access(Program.c_str(), X_OK) == 0;
  const char *Path = std::getenv("PATH");
  std::istringstream Directories(Path ? Path : "/usr/bin:/bin");
  for (std::string Directory; std::getline(Directories, Directory, ':');)
    if (::access((Directory + "/" + Program).c_str(), X_OK) == 0)
      return true;
  return false;
}

TemporaryDirectory::TemporaryDirectory(const std::string &Purpose) {
  for (int Signal : EndingSignals)
    handle(Signal, handOn);
  handle(SIGTSTP, stopTogether);

  std::error_code Problem;
  std::filesystem::path Parent = std::filesystem::temp_directory_path(Problem);
  if (Problem)
    return;
  std::ostringstream Hash;
  Hash << std::hex << std::hash<std::string>()(Purpose);
  std::string Fixed = Parent / ("xfork-" + std::to_string(::getuid()) + "-" + Hash.str()), Free = Parent / "xfork-XXXXXX";
  if (::mkdir(Fixed.c_str(), 0700) == 0)
    Path = Fixed;
  else if (::mkdtemp(Free.data()))
    Path = Free;
}

TemporaryDirectory::~TemporaryDirectory() {
  std::error_code Ignored;
  if (!Path.empty())
    std::filesystem::remove_all(Path, Ignored);
  if (Received) {
    std::signal(Received, SIG_DFL);
    std::raise(Received);
  }
}

#include "OutputFiles.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Signals.h"
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace llvm;
using namespace xfork;

namespace {

Error failure(const Twine &What, int Errno, const Twine &WayOut) {
  return createStringError(std::error_code(Errno, std::generic_category()),
                           What + ": " + std::strerror(Errno) + (WayOut.isTriviallyEmpty() ? "" : "; ") +
                               WayOut);
}

Error refusal(const Twine &What) { return createStringError(inconvertibleErrorCode(), What); }

/// 0, or the errno of the write that failed.
int writeAll(int Descriptor, StringRef Text) {
  while (!Text.empty()) {
    ssize_t Written = ::write(Descriptor, Text.data(), Text.size());
    if (Written >= 0)
      Text = Text.drop_front(static_cast<size_t>(Written));
    else if (errno != EINTR)
      return errno;
  }
  return 0;
}

std::string directoryOf(StringRef Path) {
  StringRef Parent = sys::path::parent_path(Path);
  return Parent.empty() ? "." : Parent.str();
}

/// What is there now, if anything. Devices and pipes are written to, never replaced.
bool isSpecial(const std::string &Path) {
  struct stat Now;
  return ::stat(Path.c_str(), &Now) == 0 && !S_ISREG(Now.st_mode) && !S_ISDIR(Now.st_mode);
}

mode_t modeForNewFiles() {
  mode_t Mask = ::umask(0);
  ::umask(Mask);
  return 0666 & ~Mask;
}

/// A replacement looks like what it replaces: mode bits and, as far as we may, the owner.
int copyAttributes(const std::string &Path, int Descriptor) {
  struct stat Old;
  if (::stat(Path.c_str(), &Old) != 0)
    return ::fchmod(Descriptor, modeForNewFiles());
  [[maybe_unused]] int Ignored = ::fchown(Descriptor, Old.st_uid, Old.st_gid);
  return ::fchmod(Descriptor, Old.st_mode & 07777);
}

} // namespace

void OutputFiles::add(std::string Path, std::string Text) {
  Outputs.push_back({std::move(Path), std::move(Text), ""});
}

OutputFiles::~OutputFiles() {
  for (Output &File : Outputs)
    if (!File.Staged.empty()) {
      sys::fs::remove(File.Staged);
      sys::DontRemoveFileOnSignal(File.Staged);
    }
}

Error OutputFiles::write() {
  for (const Output &File : Outputs)
    if (Error Problem = check(File))
      return Problem;
  for (Output &File : Outputs)
    if (Error Problem = stage(File))
      return Problem;
  for (Output &File : Outputs)
    if (Error Problem = publish(File))
      return Problem;
  return Error::success();
}

/// What renaming would silently ignore, root's powers included.
Error OutputFiles::check(const Output &File) {
  std::string Directory = directoryOf(File.Path);
  if (std::error_code Problem = sys::fs::create_directories(Directory))
    return failure("cannot create the directory '" + Directory + "'", Problem.value(),
                   "name another place with -o");
  struct stat Now;
  if (::stat(File.Path.c_str(), &Now) != 0)
    return Error::success();
  if (S_ISDIR(Now.st_mode))
    return refusal("cannot write '" + File.Path +
                   "': it is a directory; remove it or name another place with -o");
  if ((Now.st_mode & 0222) == 0 || ::access(File.Path.c_str(), W_OK) != 0)
    return refusal("cannot write '" + File.Path +
                   "': it is read-only; make it writable (chmod u+w) or name another place with -o");
  return Error::success();
}

Error OutputFiles::stage(Output &File) const {
  if (isSpecial(File.Path))
    return Error::success();
  std::string Directory = directoryOf(File.Path);
  std::string Name = Directory + "/." + sys::path::filename(File.Path).str() + ".xfork-XXXXXX";
  int Descriptor = ::mkostemp(Name.data(), O_CLOEXEC);
  if (Descriptor < 0)
    return failure("cannot write '" + File.Path + "': no file can be made in '" + Directory + "'", errno,
                   "make the directory writable or name another place with -o");
  File.Staged = Name;
  sys::RemoveFileOnSignal(File.Staged);

  int Problem = writeAll(Descriptor, File.Text);
  if (!Problem &&
      (copyAttributes(File.Path, Descriptor) != 0 || (Kind == Lasting && ::fsync(Descriptor) != 0)))
    Problem = errno;
  if (::close(Descriptor) != 0 && !Problem)
    Problem = errno;
  if (Problem)
    return failure("cannot write '" + File.Path + "'", Problem, "nothing was changed");
  return Error::success();
}

Error OutputFiles::publish(Output &File) {
  if (File.Staged.empty()) {
    int Descriptor = ::open(File.Path.c_str(), O_WRONLY | O_CLOEXEC);
    int Problem = Descriptor < 0 ? errno : writeAll(Descriptor, File.Text);
    if (Descriptor >= 0 && ::close(Descriptor) != 0 && !Problem)
      Problem = errno;
    return Problem ? failure("cannot write '" + File.Path + "'", Problem, "") : Error::success();
  }
  if (::rename(File.Staged.c_str(), File.Path.c_str()) != 0)
    return failure("cannot replace '" + File.Path + "'", errno, "it is unchanged");
  sys::DontRemoveFileOnSignal(File.Staged);
  File.Staged.clear();
  return Error::success();
}

Error xfork::writeStandardOutput(StringRef Text) {
  if (int Problem = writeAll(STDOUT_FILENO, Text))
    return failure("cannot write to the standard output", Problem, "");
  return Error::success();
}

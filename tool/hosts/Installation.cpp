#include "Installation.h"
#include <dlfcn.h>
#include <filesystem>
#include <sys/auxv.h>

using namespace xfork;
namespace fs = std::filesystem;

namespace {

/// `Binary` lies one directory below the root. A Debian library lies two below: lib/x86_64-linux-gnu.
Installation around(const fs::path &Binary) {
  std::error_code Ignored;
  fs::path Real = fs::canonical(Binary, Ignored);
  fs::path Own = Real.parent_path();
  fs::path Root = Own.parent_path();
  if (Root.filename() == "lib")
    Root = Root.parent_path();
  fs::path Include = fs::canonical(Root / "include", Ignored);

  fs::path Lib = Root / XFORK_LIBDIR;
  if (Own.filename() != "bin")
    Lib = Own;
  else if (!fs::exists(Lib / "libxfork-plugin.so", Ignored))
    Lib = Root / "lib";
  return {(Root / "bin").string(), Lib.string(), (Include.empty() ? Root / "include" : Include).string(), (Root / "share").string()};
}

} // namespace

Installation Installation::ofProgram() {
  // Without /proc, as in a bare chroot, the name that it was started by has to do.
  return around(fs::exists("/proc/self/exe") ? "/proc/self/exe" : reinterpret_cast<const char *>(::getauxval(AT_EXECFN)));
}

Installation Installation::ofLibrary(const void *Symbol) {
  Dl_info Info;
  return around(dladdr(Symbol, &Info) ? Info.dli_fname : "");
}

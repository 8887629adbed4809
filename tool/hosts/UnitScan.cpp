#include "UnitScan.h"
#include "AnnotationScan.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/HeaderSearchOptions.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace xfork;

namespace {

/// What `#include` can mean inside the project: the directories that are not the system's.
AnnotationScan::Resolver projectHeaders(CompilerInstance &CI) {
  return [&CI](const std::string &Includer, const std::string &Name,
               bool Angled) -> std::optional<std::string> {
    auto ExistsIn = [&](StringRef Directory) -> std::optional<std::string> {
      SmallString<256> Path(llvm::sys::path::is_absolute(Name) ? StringRef() : Directory);
      llvm::sys::path::append(Path, Name);
      return CI.getFileManager().getOptionalFileRef(Path) ? std::optional(Path.str().str()) : std::nullopt;
    };
    if (!Angled)
      if (auto Path = ExistsIn(llvm::sys::path::parent_path(Includer)))
        return Path;
    for (frontend::IncludeDirGroup Group : {frontend::Quoted, frontend::Angled})
      for (const HeaderSearchOptions::Entry &Entry : CI.getHeaderSearchOpts().UserEntries)
        if (Entry.Group == Group && !(Angled && Group == frontend::Quoted))
          if (auto Path = ExistsIn(Entry.Path))
            return Path;
    return std::nullopt;
  };
}

} // namespace

bool xfork::mayAnnotate(CompilerInstance &CI, StringRef File) {
  auto Read = [&CI](const std::string &Path) -> std::optional<std::string> {
    auto Buffer = CI.getFileManager().getBufferForFile(Path);
    return Buffer ? std::optional((*Buffer)->getBuffer().str()) : std::nullopt;
  };
  const PreprocessorOptions &Options = CI.getPreprocessorOpts();
  for (const auto &[Macro, IsUndefined] : Options.Macros)
    if (AnnotationScan::mentionsAnnotation(Macro))
      return true;

  AnnotationScan Scan(Read, projectHeaders(CI));
  for (const std::string &Header : Options.Includes)
    if (Scan.mayAnnotate(Header))
      return true;
  // A precompiled header may define macros that stand for annotations; its source lies beside it.
  StringRef Precompiled = Options.ImplicitPCHInclude;
  if (Scan.mayAnnotate(Precompiled.drop_back(llvm::sys::path::extension(Precompiled).size()).str()))
    return true;
  SourceManager &Sources = CI.getSourceManager();
  return Scan.mayAnnotate(File.str(), Sources.getBufferOrFake(Sources.getMainFileID()).getBuffer());
}

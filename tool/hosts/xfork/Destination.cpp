#include "Destination.h"
#include "Fixes.h"
#include "UnifiedDiff.h"
#include "emit/OutputFiles.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

using namespace llvm;
using namespace xfork;

namespace {

/// The text a file is to have: rewritten, or as it is on disk.
Expected<std::string> textOf(const Project &Merged, const ProjectFile &File) {
  if (const std::string *Text = rewrittenText(Merged, File))
    return *Text;
  auto Buffer = MemoryBuffer::getFile(File.Real, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  if (!Buffer)
    return createStringError(Buffer.getError(),
                             "cannot read '" + File.Opened + "': " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

bool isSource(const Project &Merged, const ProjectFile &File) {
  return any_of(Merged.Sources, [&](const ProjectFile &Source) { return Source.Real == File.Real; });
}

/// One text goes to one place: say so when a header would need another.
void mentionHeaders(const Project &Merged) {
  for (const RewrittenProjectFile &File : Merged.Rewritten)
    if (!isSource(Merged, File.File))
      WithColor::warning(errs(), "xfork")
          << "'" << File.File.Opened
          << "' has annotated code too; -i or -o DIRECTORY writes headers as well\n";
}

Error writeToStandardOutput(const Project &Merged) {
  for (const ProjectFile &Source : Merged.Sources) {
    Expected<std::string> Text = textOf(Merged, Source);
    if (!Text)
      return Text.takeError();
    if (Error Problem = writeStandardOutput(*Text))
      return Problem;
  }
  mentionHeaders(Merged);
  return Error::success();
}

/// A name for `patch -p1` in this directory, if the file lies below it.
std::string nameForPatch(const ProjectFile &File) {
  SmallString<256> Here;
  StringRef Name = File.Absolute;
  if (!sys::fs::current_path(Here) && Name.consume_front(Here))
    return Name.ltrim('/').str();
  return File.Absolute.substr(1);
}

Error writeDiff(const Project &Merged) {
  std::string Text;
  for (const RewrittenProjectFile &File : Merged.Rewritten) {
    auto Old = MemoryBuffer::getFile(File.File.Real);
    if (!Old)
      return createStringError(Old.getError(), "cannot read '" + File.File.Opened + "': " + Old.getError().message());
    Text += unifiedDiff(nameForPatch(File.File), (*Old)->getBuffer(), File.Edits);
  }
  return writeStandardOutput(Text);
}

Error writeFixes(const Project &Merged, const std::string &Path) {
  if (Path == "-")
    return writeStandardOutput(fixesAsYaml(Merged));
  OutputFiles Outputs;
  Outputs.add(Path, fixesAsYaml(Merged));
  return Outputs.write();
}

Error writeInPlace(const Project &Merged) {
  OutputFiles Outputs;
  for (const RewrittenProjectFile &File : Merged.Rewritten)
    Outputs.add(File.File.Real, File.Text);
  return Outputs.write();
}

/// Without -i, nothing that was read may be overwritten.
Error checkIsNoInput(const Project &Merged, StringRef Path) {
  SmallString<256> Real;
  if (sys::fs::real_path(Path, Real) || !Merged.Read.count(Real.str().str()))
    return Error::success();
  return createStringError(inconvertibleErrorCode(),
                           "the output '" + Path +
                               "' is one of the files read; use -i to rewrite in place "
                               "or name another place with -o");
}

Error writeToFile(const Project &Merged, const std::string &Path) {
  if (Error Problem = checkIsNoInput(Merged, Path))
    return Problem;
  OutputFiles Outputs;
  for (const ProjectFile &Source : Merged.Sources) {
    Expected<std::string> Text = textOf(Merged, Source);
    if (!Text)
      return Text.takeError();
    Outputs.add(Path, std::move(*Text));
  }
  if (Error Problem = Outputs.write())
    return Problem;
  mentionHeaders(Merged);
  return Error::success();
}

/// The deepest directory that holds all of them, with a slash at its end.
std::string commonDirectory(const std::vector<ProjectFile> &Files) {
  StringRef Common = sys::path::parent_path(Files.front().Real);
  auto Holds = [&](const ProjectFile &File) {
    return Common == "/" || (StringRef(File.Real).starts_with(Common) && File.Real[Common.size()] == '/');
  };
  while (!all_of(Files, Holds))
    Common = sys::path::parent_path(Common);
  return Common == "/" ? "/" : (Common + "/").str();
}

/// Files keep their places to each other, so that their #includes still find them.
Error writeToDirectory(const Project &Merged, const std::string &Directory) {
  std::vector<ProjectFile> Files = Merged.Sources;
  for (const RewrittenProjectFile &File : Merged.Rewritten)
    if (!isSource(Merged, File.File))
      Files.push_back(File.File);
  if (Files.empty())
    return Error::success();

  std::string Common = commonDirectory(Files);
  OutputFiles Outputs;
  for (const ProjectFile &File : Files) {
    Expected<std::string> Text = textOf(Merged, File);
    if (!Text)
      return Text.takeError();
    SmallString<256> Path(Directory);
    sys::path::append(Path, StringRef(File.Real).drop_front(Common.size()));
    if (Error Problem = checkIsNoInput(Merged, Path))
      return Problem;
    Outputs.add(Path.str().str(), std::move(*Text));
  }
  return Outputs.write();
}

std::string quoted(StringRef Name) {
  std::string Result = "\"";
  for (char C : Name) {
    if (C == '"' || C == '\\')
      Result += '\\';
    Result += C;
  }
  return Result + '"';
}

/// A tree of copies that another compiler reads in place of the files. A copy says its real name, so that
/// messages,
/// __FILE__ and debug information do, and its lines are the real ones. Headers are copied whether rewritten
/// or not: a file outside the tree would include the originals, and a copy must find its neighbours beside
/// it.
///
/// The file `manifest` lists what is there, a line each: the name as opened, a tab, the absolute name. The
/// copy lies at the absolute name below `files`. A unit without annotations has no copy.
Error writeShadowTree(const Project &Merged, const std::vector<Unit> &Units, const std::string &Root) {
  std::map<std::string, const ProjectFile *> Copied;
  for (const Unit &Done : Units)
    if (!Done.Rewritten.empty())
      for (const ProjectFile &File : Done.Read)
        Copied.insert({File.Absolute, &File});

  OutputFiles Outputs(OutputFiles::Temporary);
  std::string Manifest;
  for (const auto &[Absolute, File] : Copied) {
    Expected<std::string> Text = textOf(Merged, *File);
    if (!Text)
      return Text.takeError();
    std::string Head = "#line 1 " + quoted(File->Opened) + "\n";
    if (rewrittenText(Merged, *File))
      Head += "#include <xfork/xfork.hpp>\n" + Head;
    Outputs.add(Root + "/files" + Absolute, Head + *Text);
    Manifest += File->Opened + "\t" + Absolute + "\n";
  }
  Outputs.add(Root + "/manifest", std::move(Manifest));
  return Outputs.write();
}

} // namespace

Error xfork::writeProject(const Project &Merged, const std::vector<Unit> &Units, const Destination &Where) {
  switch (Where.Kind) {
  case DestinationKind::Nowhere:
    return Error::success();
  case DestinationKind::Diff:
    return writeDiff(Merged);
  case DestinationKind::Fixes:
    return writeFixes(Merged, Where.Path);
  case DestinationKind::StandardOutput:
    return writeToStandardOutput(Merged);
  case DestinationKind::InPlace:
    return writeInPlace(Merged);
  case DestinationKind::File:
    return writeToFile(Merged, Where.Path);
  case DestinationKind::Directory:
    return writeToDirectory(Merged, Where.Path);
  case DestinationKind::ShadowTree:
    return writeShadowTree(Merged, Units, Where.Path);
  }
  llvm_unreachable("a destination has a kind");
}

#include "Project.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include <algorithm>

using namespace llvm;
using namespace xfork;

namespace {

size_t firstDifferentLine(StringRef One, StringRef Other) {
  size_t Same = std::mismatch(One.begin(), One.end(), Other.begin(), Other.end()).first - One.begin();
  return One.take_front(Same).count('\n') + 1;
}

Error disagreement(const RewrittenProjectFile &File, size_t Line, StringRef One, StringRef Other) {
  return createStringError(inconvertibleErrorCode(),
                           "'" + File.File.Opened + "' would be rewritten differently for '" + One +
                               "' and for '" + Other + "', first at line " + Twine(Line) +
                               "; its annotated code must not depend on macros that differ between them");
}

bool isAmong(const FileEdit &E, ArrayRef<FileEdit> Edits) {
  return any_of(Edits, [&](const FileEdit &Other) { return E.Begin == Other.Begin && E.End == Other.End && E.Text == Other.Text; });
}

/// What both units make of a file, if one does to it only what the other does too, or what is an addition: a class that the
/// one sends to other processes, and the other does not.
bool takeAdditions(RewrittenProjectFile &Into, const RewrittenProjectFile &From) {
  std::vector<FileEdit> All = Into.Edits;
  for (const FileEdit &E : Into.Edits)
    if (!E.IsAddition && !isAmong(E, From.Edits))
      return false;
  for (const FileEdit &E : From.Edits)
    if (!isAmong(E, Into.Edits)) {
      if (!E.IsAddition)
        return false;
      All.push_back(E);
    }
  ErrorOr<std::unique_ptr<MemoryBuffer>> Old = MemoryBuffer::getFile(Into.File.Real);
  if (!Old)
    return false;
  llvm::stable_sort(All, [](const FileEdit &A, const FileEdit &B) { return A.Begin < B.Begin; });
  Into.Edits = std::move(All);
  Into.Text = (*Old)->getBuffer();
  for (const FileEdit &E : reverse(Into.Edits))
    Into.Text.replace(E.Begin, E.End - E.Begin, E.Text);
  return true;
}

} // namespace

Expected<Project> xfork::mergeUnits(const std::vector<Unit> &Units) {
  Project Merged;
  std::set<std::string> Blocked;
  for (const Unit &Done : Units) {
    for (const ProjectFile &File : Done.Read)
      (Done.Failed ? Blocked : Merged.Read).insert(File.Real);
    if (Done.Failed)
      Merged.FailedSources.push_back(Done.Main.Opened);
    else if (none_of(Merged.Sources, [&](const ProjectFile &File) { return File.Real == Done.Main.Real; }))
      Merged.Sources.push_back(Done.Main);
  }
  Merged.Read.insert(Blocked.begin(), Blocked.end());

  struct Origin {
    RewrittenProjectFile File;
    StringRef Source;
  };
  std::vector<Origin> All;
  for (const Unit &Done : Units)
    for (const RewrittenProjectFile &File : Done.Rewritten) {
      auto Known = find_if(All, [&](const Origin &O) { return O.File.File.Real == File.File.Real; });
      if (Known == All.end())
        All.push_back({File, Done.Main.Opened});
      else if (Known->File.Text != File.Text && !takeAdditions(Known->File, File))
        return disagreement(File, firstDifferentLine(Known->File.Text, File.Text), Known->Source, Done.Main.Opened);
    }
  for (Origin &O : All)
    if (Blocked.count(O.File.File.Real))
      Merged.HeldBack.push_back(O.File.File.Opened);
    else
      Merged.Rewritten.push_back(std::move(O.File));
  return Merged;
}

const std::string *xfork::rewrittenText(const Project &Merged, const ProjectFile &File) {
  auto Found = find_if(Merged.Rewritten,
                       [&](const RewrittenProjectFile &Other) { return Other.File.Real == File.Real; });
  return Found == Merged.Rewritten.end() ? nullptr : &Found->Text;
}

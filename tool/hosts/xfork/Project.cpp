#include "Project.h"
#include "llvm/ADT/STLExtras.h"
#include <algorithm>
#include <map>

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
    const RewrittenProjectFile *File;
    StringRef Source;
  };
  std::map<std::string, Origin> Known;
  for (const Unit &Done : Units)
    for (const RewrittenProjectFile &File : Done.Rewritten) {
      auto [Entry, IsNew] = Known.insert({File.File.Real, {&File, Done.Main.Opened}});
      if (!IsNew && Entry->second.File->Text != File.Text)
        return disagreement(File, firstDifferentLine(Entry->second.File->Text, File.Text),
                            Entry->second.Source, Done.Main.Opened);
      if (!IsNew)
        continue;
      if (Blocked.count(File.File.Real))
        Merged.HeldBack.push_back(File.File.Opened);
      else
        Merged.Rewritten.push_back(File);
    }
  return Merged;
}

const std::string *xfork::rewrittenText(const Project &Merged, const ProjectFile &File) {
  auto Found = find_if(Merged.Rewritten,
                       [&](const RewrittenProjectFile &Other) { return Other.File.Real == File.Real; });
  return Found == Merged.Rewritten.end() ? nullptr : &Found->Text;
}

#include "CommonEdits.h"
#include "llvm/Support/MemoryBuffer.h"
#include <map>
#include <set>
#include <tuple>

using namespace llvm;
using namespace xfork;

namespace {

using Key = std::tuple<unsigned, unsigned, std::string>;

std::set<Key> editsOf(const Unit &Done, const std::string &Real) {
  std::set<Key> Result;
  for (const RewrittenProjectFile &File : Done.Rewritten)
    if (File.File.Real == Real)
      for (const FileEdit &E : File.Edits)
        Result.insert({E.Begin, E.End, E.Text});
  return Result;
}

/// Of each file, what all of its units agree on.
std::map<std::string, std::set<Key>> commonEdits(ArrayRef<Unit> Units) {
  std::map<std::string, std::set<Key>> Common;
  for (const Unit &Done : Units)
    for (const ProjectFile &File : Done.Read) {
      std::set<Key> Own = editsOf(Done, File.Real);
      auto [Entry, IsNew] = Common.insert({File.Real, Own});
      if (!IsNew)
        std::erase_if(Entry->second, [&](const Key &E) { return !Own.count(E); });
    }
  return Common;
}

} // namespace

Error xfork::keepCommonEdits(std::vector<Unit> &Units) {
  std::map<std::string, std::set<Key>> Common = commonEdits(Units);
  for (Unit &Done : Units) {
    for (RewrittenProjectFile &File : Done.Rewritten) {
      const std::set<Key> &Kept = Common[File.File.Real];
      auto IsLost = [&](const FileEdit &E) { return !Kept.count({E.Begin, E.End, E.Text}); };
      if (none_of(File.Edits, IsLost))
        continue;
      ErrorOr<std::unique_ptr<MemoryBuffer>> Old = MemoryBuffer::getFile(File.File.Real);
      if (!Old)
        return createStringError(Old.getError(), "cannot read '" + File.File.Opened + "'");
      erase_if(File.Edits, IsLost);
      File.Text = (*Old)->getBuffer();
      for (const FileEdit &E : reverse(File.Edits))
        File.Text.replace(E.Begin, E.End - E.Begin, E.Text);
    }
    erase_if(Done.Rewritten, [](const RewrittenProjectFile &File) { return File.Edits.empty(); });
  }
  return Error::success();
}

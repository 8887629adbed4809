#include "Format.h"
#include "clang/Format/Format.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace clang;
using namespace llvm;
using namespace xfork;

namespace {

Error formatChangesOf(RewrittenProjectFile &File, StringRef Style) {
  auto Old = MemoryBuffer::getFile(File.File.Real);
  if (!Old)
    return createStringError(Old.getError(), "cannot read '" + File.File.Opened + "': " + Old.getError().message());
  StringRef Code = (*Old)->getBuffer();
  Expected<format::FormatStyle> Chosen = format::getStyle(Style, File.File.Real, "none", Code);
  if (!Chosen)
    return Chosen.takeError();
  // The order of the #includes is not ours to change.
  Chosen->SortIncludes.Enabled = false;

  tooling::Replacements Edits;
  for (const FileEdit &E : File.Edits)
    if (Error Problem = Edits.add({File.File.Real, E.Begin, E.End - E.Begin, E.Text}))
      return Problem;
  Expected<tooling::Replacements> Formatted = format::formatReplacements(Code, Edits, *Chosen);
  if (!Formatted)
    return Formatted.takeError();
  Expected<std::string> Text = tooling::applyAllReplacements(Code, *Formatted);
  if (!Text)
    return Text.takeError();
  File.Text = std::move(*Text);
  File.Edits.clear();
  for (const tooling::Replacement &R : *Formatted)
    File.Edits.push_back({R.getOffset(), R.getOffset() + R.getLength(), R.getReplacementText().str()});
  return Error::success();
}

} // namespace

Error xfork::formatChanges(Project &Merged, StringRef Style) {
  // A style that does not exist is said also where there is nothing to format.
  if (Expected<format::FormatStyle> Chosen = format::getStyle(Style, "any.cpp", "none"); !Chosen)
    return Chosen.takeError();
  for (RewrittenProjectFile &File : Merged.Rewritten)
    if (Error Problem = formatChangesOf(File, Style))
      return Problem;
  return Error::success();
}

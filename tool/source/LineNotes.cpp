#include "source/LineNotes.h"
#include "clang/Basic/SourceManagerInternals.h"

using namespace clang;

void xfork::copyLineNotes(const SourceManager &From, FileID File, SourceManager &To, FileID Copy,
                          llvm::function_ref<unsigned(unsigned)> Place) {
  if (!From.hasLineTable())
    return;
  LineTableInfo &Notes = const_cast<SourceManager &>(From).getLineTable();
  for (const auto &[Of, Entries] : Notes)
    if (Of == File)
      for (const LineEntry &E : std::vector<LineEntry>(Entries)) { // a copy: `To` may be the same
        int Name = E.FilenameID < 0 ? -1 : static_cast<int>(To.getLineTableFilenameID(Notes.getFilename(E.FilenameID)));
        SourceLocation Loc = To.getLocForStartOfFile(Copy).getLocWithOffset(static_cast<int>(Place(E.FileOffset)));
        To.AddLineNote(Loc, E.LineNo, Name, /*IsFileEntry=*/false, /*IsFileExit=*/false, E.FileKind);
      }
}

#include "rewrite/Verify.h"

using namespace xfork;

bool xfork::verify(const std::vector<Edit> &Sorted, const SourceText &Source, Diagnoser &Diags) {
  const Edit *Last = nullptr;
  for (const Edit &E : Sorted) {
    auto Fail = [&](llvm::StringRef Why) {
      Diags.report(Diag::InternalError, Source.location(E.Where), {Why});
      return false;
    };
    if (E.Where.End < E.Where.Begin || E.Where.End > Source.fileText(E.Where.File).size())
      return Fail("an edit lies outside its file");
    if (Last && Last->Where.File == E.Where.File && E.Where.Begin < Last->Where.End)
      return Fail("two edits overlap");
    const bool IsBehindAll = E.Where.Begin == Source.fileText(E.Where.File).size(); // nothing there can be moved
    if (!IsBehindAll && llvm::StringRef(E.Text).count('\n') != Source.text(E.Where).count('\n'))
      return Fail("an edit moves lines");
    Last = &E;
  }
  return true;
}

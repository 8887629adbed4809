#include "UnifiedDiff.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;
using namespace xfork;

namespace {

constexpr size_t ContextLines = 3;

/// Lines [Begin, End) of the old text, and what stands there now.
struct Change {
  size_t Begin, End;
  std::string Text;
};

/// Lines with their ends; the last may have none.
SmallVector<StringRef, 0> linesOf(StringRef Text) {
  SmallVector<StringRef, 0> Lines;
  while (!Text.empty()) {
    size_t Length = std::min(Text.find('\n'), Text.size() - 1) + 1;
    Lines.push_back(Text.take_front(Length));
    Text = Text.drop_front(Length);
  }
  return Lines;
}

/// Lines at either end that are the same are no change.
void trim(Change &C, ArrayRef<StringRef> Old) {
  SmallVector<StringRef, 0> New = linesOf(C.Text);
  size_t Front = 0, Back = 0, Shorter = std::min(New.size(), C.End - C.Begin);
  while (Front < Shorter && New[Front] == Old[C.Begin + Front])
    ++Front;
  while (Back < Shorter - Front && New[New.size() - 1 - Back] == Old[C.End - 1 - Back])
    ++Back;
  C.Begin += Front;
  C.End -= Back;
  std::string Rest;
  for (StringRef Line : ArrayRef(New).drop_front(Front).drop_back(Back))
    Rest += Line;
  C.Text = std::move(Rest);
}

/// Whole lines changed by edits; edits that share a line make one change.
std::vector<Change> changesOf(StringRef Text, ArrayRef<StringRef> Lines, const std::vector<FileEdit> &Edits) {
  SmallVector<size_t, 0> Starts = {0};
  for (StringRef Line : Lines)
    Starts.push_back(Starts.back() + Line.size());
  auto LineAt = [&](size_t Offset) {
    return std::min<size_t>(llvm::upper_bound(Starts, Offset) - Starts.begin() - 1, Lines.empty() ? 0 : Lines.size() - 1);
  };
  std::vector<Change> Changes;
  size_t Copied = 0;
  auto CopyTo = [&](size_t Offset) {
    Changes.back().Text += Text.slice(Copied, Offset);
    Copied = Offset;
  };
  for (const FileEdit &E : Edits) {
    size_t First = LineAt(E.Begin), Last = LineAt(E.End);
    if (Changes.empty() || First >= Changes.back().End) {
      if (!Changes.empty())
        CopyTo(Starts[Changes.back().End]);
      Changes.push_back({First, First, ""});
      Copied = Starts[First];
    }
    CopyTo(E.Begin);
    Changes.back().Text += E.Text;
    Copied = E.End;
    Changes.back().End = std::max(Changes.back().End, std::min(Last + 1, Lines.size()));
  }
  if (!Changes.empty())
    CopyTo(Starts[Changes.back().End]);
  for (Change &C : Changes)
    trim(C, Lines);
  return Changes;
}

void printLine(raw_ostream &Out, char Mark, StringRef Line) {
  Out << Mark << Line;
  if (!Line.ends_with("\n"))
    Out << "\n\\ No newline at end of file\n";
}

/// "12,3"; an empty range is named after the line before it.
std::string range(size_t Begin, size_t Count) {
  return (Twine(Count == 0 ? Begin : Begin + 1) + "," + Twine(Count)).str();
}

/// One hunk: changes whose contexts meet. `Moved` is how many lines were added before it.
void printHunk(raw_ostream &Out, ArrayRef<StringRef> Lines, ArrayRef<Change> Changes, long &Moved) {
  size_t Begin = Changes.front().Begin - std::min(Changes.front().Begin, ContextLines);
  size_t End = std::min(Changes.back().End + ContextLines, Lines.size());
  long Added = 0;
  for (const Change &C : Changes)
    Added += static_cast<long>(linesOf(C.Text).size()) - static_cast<long>(C.End - C.Begin);
  Out << "@@ -" << range(Begin, End - Begin) << " +"
      << range(static_cast<size_t>(static_cast<long>(Begin) + Moved), static_cast<size_t>(static_cast<long>(End - Begin) + Added))
      << " @@\n";
  size_t Line = Begin;
  auto PrintContext = [&](size_t To) {
    for (; Line < To; ++Line)
      printLine(Out, ' ', Lines[Line]);
  };
  for (const Change &C : Changes) {
    PrintContext(C.Begin);
    for (; Line < C.End; ++Line)
      printLine(Out, '-', Lines[Line]);
    for (StringRef New : linesOf(C.Text))
      printLine(Out, '+', New);
  }
  PrintContext(End);
  Moved += Added;
}

} // namespace

std::string xfork::unifiedDiff(StringRef Path, StringRef Old, const std::vector<FileEdit> &Edits) {
  SmallVector<StringRef, 0> Lines = linesOf(Old);
  std::vector<Change> Changes = changesOf(Old, Lines, Edits);
  std::string Text;
  raw_string_ostream Out(Text);
  Out << "--- a/" << Path << "\n+++ b/" << Path << "\n";
  long Moved = 0;
  for (ArrayRef<Change> Rest = Changes; !Rest.empty();) {
    size_t Count = 1;
    while (Count < Rest.size() && Rest[Count].Begin <= Rest[Count - 1].End + 2 * ContextLines)
      ++Count;
    printHunk(Out, Lines, Rest.take_front(Count), Moved);
    Rest = Rest.drop_front(Count);
  }
  return Text;
}

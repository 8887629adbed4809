#include "rewrite/Strip.h"
#include "attributes/AttributeScan.h"

using namespace llvm;
using namespace xfork;

/// Extended over the line end, if the line is left empty.
static Span withEmptyLine(Span Where, StringRef Text) {
  bool BeginsLine = Where.Begin == 0 || Text[Where.Begin - 1] == '\n';
  if (BeginsLine && Where.End < Text.size() && Text[Where.End] == '\n')
    ++Where.End;
  return Where;
}

std::vector<Edit> xfork::annotationRemovals(const SourceText &Source) {
  Source.indexAll();
  std::vector<Edit> Result;
  for (unsigned File = 0; File != Source.fileCount(); ++File)
    for (const AttributeRemoval &R : scanAttributes(Source, File).Removals)
      Result.push_back({R.Replacement.empty() ? withEmptyLine(R.Where, Source.fileText(File)) : R.Where, R.Replacement});
  return Result;
}

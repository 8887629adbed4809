#include "analyse/ConditionalHead.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;
using namespace xfork;

/// Offset of the first line in the text that is a directive.
static std::optional<size_t> firstDirective(StringRef Text) {
  for (size_t LineEnd = Text.find('\n'); LineEnd != StringRef::npos; LineEnd = Text.find('\n', LineEnd + 1)) {
    size_t First = Text.find_first_not_of(" \t", LineEnd + 1);
    if (First != StringRef::npos && Text[First] == '#')
      return First;
  }
  return std::nullopt;
}

void xfork::refuseConditionalHead(LoopFacts &Facts, const SourceText &Source) {
  Span Head{Facts.Shape.Whole.File, Facts.Shape.Whole.Begin, Facts.Shape.Body.Begin};
  if (Facts.Shape.Whole.empty() || Head.End <= Head.Begin)
    return;
  std::optional<size_t> Directive = firstDirective(Source.text(Head));
  if (!Directive)
    return;
  unsigned At = Head.Begin + static_cast<unsigned>(*Directive);
  Facts.Findings.push_back({Diag::LoopForm,
                            Source.location({Head.File, At, At}),
                            {"its head differs by preprocessor conditionals, of which one branch would be rewritten; "
                             "put them around a variable instead, or build with xfork++ or the plugin"},
                            {}});
}

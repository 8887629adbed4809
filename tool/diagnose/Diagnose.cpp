#include "diagnose/Diagnose.h"
#include "llvm/ADT/Twine.h"

using namespace clang;
using namespace xfork;

namespace {
struct Message {
  DiagnosticIDs::Level Severity;
  const char *Name;
  const char *Text;
};

constexpr Message Messages[] = {
#define DIAG(Id, Severity, Name, Text) {DiagnosticIDs::Severity, Name, Text},
#include "diagnose/Diagnostics.def"
#undef DIAG
};

std::string format(const Message &M) {
  return *M.Name ? (llvm::Twine(M.Text) + " [" + M.Name + "]").str() : std::string(M.Text);
}
} // namespace

bool xfork::isError(Diag Id) { return Messages[static_cast<unsigned>(Id)].Severity == DiagnosticIDs::Error; }

void Diagnoser::report(Diag Id, SourceLocation Loc, std::initializer_list<StringRef> Arguments, SourceRange Highlight,
                       const FixItHint *Fix) {
  const Message &M = Messages[static_cast<unsigned>(Id)];
  if (isError(Id))
    ++Errors;
  DiagnosticBuilder Builder = Engine.Report(Loc, Engine.getDiagnosticIDs()->getCustomDiagID(M.Severity, format(M)));
  for (StringRef Argument : Arguments)
    Builder << Argument;
  if (Highlight.isValid())
    Builder << Highlight;
  if (Fix)
    Builder << *Fix;
}

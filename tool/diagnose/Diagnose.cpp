#include "diagnose/Diagnose.h"
#include "expand/Expansions.h"
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

/// What `-Wno-fork-...` and `-Werror=fork-...` make of a warning; the last one counts.
DiagnosticIDs::Level severity(const Message &M, DiagnosticsEngine &Engine) {
  DiagnosticIDs::Level Result = M.Severity;
  if (M.Severity != DiagnosticIDs::Warning)
    return Result;
  for (StringRef Option : Engine.getDiagnosticOptions().Warnings) {
    if (Option == M.Name || (Option.consume_front("no-error=") && Option == M.Name))
      Result = DiagnosticIDs::Warning;
    else if (Option.consume_front("no-") && Option == M.Name)
      Result = DiagnosticIDs::Ignored;
    else if (Option.consume_front("error=") && Option == M.Name)
      Result = DiagnosticIDs::Error;
  }
  return Result;
}

std::string format(const Message &M) {
  return *M.Name ? (llvm::Twine(M.Text) + " [" + M.Name + "]").str() : std::string(M.Text);
}
} // namespace

bool xfork::isError(Diag Id) { return Messages[static_cast<unsigned>(Id)].Severity == DiagnosticIDs::Error; }

StringRef xfork::textOf(Diag Id) { return Messages[static_cast<unsigned>(Id)].Text; }

void Diagnoser::report(Diag Id, SourceLocation Loc, std::initializer_list<StringRef> Arguments, SourceRange Highlight,
                       const FixItHint *Fix) {
  const Message &M = Messages[static_cast<unsigned>(Id)];
  DiagnosticIDs::Level Severity = severity(M, Engine);
  if (Severity == DiagnosticIDs::Ignored)
    return;
  if (Severity == DiagnosticIDs::Error)
    ++Errors;
  if (Id == Diag::SiteInMacro)
    InMacros.push_back(Loc);
  if (Original) {
    Loc = Original->of(Loc);
    Highlight = Original->of(Highlight);
  }
  DiagnosticBuilder Builder = Engine.Report(Loc, Engine.getDiagnosticIDs()->getCustomDiagID(Severity, format(M)));
  for (StringRef Argument : Arguments)
    Builder << Argument;
  if (Highlight.isValid())
    Builder << Highlight;
  if (Fix)
    Builder << *Fix;
}

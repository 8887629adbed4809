// Something to tell the user about a site; found by the analysis, reported by the plan.
#pragma once

#include "diagnose/Diagnose.h"
#include <optional>
#include <string>
#include <vector>

namespace xfork {

struct FindingNote {
  Diag Id;
  clang::SourceLocation Loc;
  std::string Text;
};

struct Finding {
  Diag Id;
  clang::SourceLocation Loc;
  std::vector<std::string> Arguments;
  std::vector<FindingNote> Notes;
  std::optional<clang::FixItHint> Fix{};

  bool refuses() const { return isError(Id); }
};

/// Reports all; true if none refuses the site.
bool report(const std::vector<Finding> &Findings, Diagnoser &Diags);

/// The sentence, without its name and its notes.
std::string textOf(const Finding &F);

} // namespace xfork

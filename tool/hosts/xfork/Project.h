// What the units of a project give together: each file once, by its real name.
#pragma once

#include "Unit.h"
#include "llvm/Support/Error.h"
#include <set>

namespace xfork {

struct Project {
  std::vector<RewrittenProjectFile> Rewritten; ///< What may be written.
  std::vector<ProjectFile> Sources;            ///< The source files that succeeded, in the order given.
  std::vector<std::string> FailedSources;
  /// Rewritten by one unit and part of another that failed: left alone.
  std::vector<std::string> HeldBack;
  std::set<std::string> Read; ///< The real name of every file that was read.
};

/// A file is written only if every unit that includes it succeeded. Two units that would rewrite a file
/// differently are an error.
llvm::Expected<Project> mergeUnits(const std::vector<Unit> &Units);

/// The new text of a file, or null if it stays as it is.
const std::string *rewrittenText(const Project &, const ProjectFile &);

} // namespace xfork

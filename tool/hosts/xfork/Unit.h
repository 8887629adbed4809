// Runs the engine over one source file of a project, as its build would compile it.
#pragma once

#include "Message.h"
#include "Pipeline.h"
#include "clang/Tooling/CompilationDatabase.h"
#include <map>
#include <string>
#include <vector>

namespace xfork {

/// A file of the project, by its two names.
struct ProjectFile {
  std::string Real;     ///< The one name that says whether two files are the same.
  std::string Opened;   ///< As the compiler opened it; what its messages say.
  std::string Absolute; ///< `Opened` with its directory, links kept.
};

struct RewrittenProjectFile {
  ProjectFile File;
  bool IsMain = false;
  std::string Text;
  std::vector<FileEdit> Edits;
};

/// One compilation of one source file.
struct Unit {
  ProjectFile Main;
  bool Failed = false;
  std::vector<RewrittenProjectFile> Rewritten;
  std::vector<ProjectFile> Read; ///< All it was made of, headers of the system left out.
  std::vector<SiteReport> Sites;
  std::vector<ExpandedFile> Expanded; ///< Not empty: the run does not count, and is to be done again with these.
  std::vector<Conversion> Conversions;
};

struct UnitOptions {
  PipelineOptions Engine;
  std::string IncludeDirectory; ///< Where <xfork/xfork.hpp> is.
  bool WarningsAreErrors = false;
  /// Another compiler gets the result at once: the flags are its flags, the language its language.
  bool IsCompiledNext = false;
  enum { AsGiven, WithOpenMP, WithoutOpenMP } OpenMP = AsGiven; ///< Whether the parse heeds its directives.
  std::map<std::string, std::string> Texts; ///< What files are taken to hold, by absolute name.
};

/// What one source file gave.
struct UnitRun {
  std::vector<Unit> Units; ///< One for each command that the database has for the file.
  std::vector<Message> Messages;
};

/// Thread-safe: several files may be run at a time.
UnitRun runUnits(const clang::tooling::CompilationDatabase &Commands, const std::string &Source,
                 const UnitOptions &Options);

} // namespace xfork

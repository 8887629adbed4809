// The engine every host runs: one translation unit in, the rewritten files out.
//
//   parse -> find sites -> analyse (facts) -> plan (decisions) -> rewrite (edits) -> verify -> emit
//
// Parsing is Clang's; emitting is the host's. The rest is in Pipeline.cpp, one step a line.
#pragma once

#include "expand/Expansions.h"
#include "openmp/Conversion.h"
#include "clang/Frontend/FrontendAction.h"
#include <memory>
#include <string>
#include <vector>

namespace clang {
class CompilerInstance;
}

namespace xfork {

enum class Job {
  Rewrite, ///< Annotated code into parallel code.
  Strip,   ///< Annotated code into plain code: the annotations are taken out.
  FindOpenMP, ///< OpenMP's directives are found, and nothing is changed.
  Suggest, ///< Plain code into annotated code, where that is certain to be right and worth it.
};

struct PipelineOptions {
  xfork::Job Job = Job::Rewrite;
  /// Editing hosts write source that a person reads and commits: the first annotated file of each kind gets an
  /// `#include <xfork/xfork.hpp>` line. Compiling hosts pre-include the header and keep every line in place.
  bool AddInclude = false;
  /// Recursive functions get a serial clone, if the compiler optimises. Compiling hosts only, for nobody wants to read it.
  bool SerialClones = false;
  /// What files are taken to hold, from the run before. Compiling hosts write out the macros that produce sites, and run again.
  std::vector<ExpandedFile> Texts{};
  /// The compiler that gets the result evaluates arguments from right to left.
  bool ArgumentsBackwards = false;
  /// Print a remark for each decision taken (`--explain`).
  bool Explain = false;
  /// What to print instead of rewriting: "sites", "plan", "edits", or empty.
  std::string Dump;
};

/// A replacement, in offsets of the original text.
struct FileEdit {
  unsigned Begin, End;
  std::string Text;
  bool IsAddition = false; ///< To a class, and to nobody's harm who does not need it.
};

/// A file with at least one rewritten site.
struct RewrittenFile {
  std::string Path; ///< As the compiler opened it.
  bool IsMain = false;
  std::string Text;            ///< The whole new contents.
  std::vector<FileEdit> Edits; ///< What was changed, in order; no two of them touch.
};

/// An annotated place, and what became of it.
struct SiteReport {
  std::string Path;
  unsigned Line, Column;
  bool IsLoop;
  bool IsAccepted;
};

struct PipelineResult {
  std::vector<RewrittenFile> Files;
  std::vector<SiteReport> Sites;
  std::vector<Conversion> Conversions; ///< Of OpenMP's directives, in source order.
  /// Not empty: nothing of this run counts, it is to be done again with these in `PipelineOptions::Texts`.
  std::vector<ExpandedFile> Expanded;
  /// Clang or the engine reported an error: nothing may be written.
  bool Failed = false;
};

/// Whether the file must be run again, with macros written out. Puts that into the options.
bool takeExpanded(PipelineOptions &Options, llvm::ArrayRef<ExpandedFile> Expanded);

/// Parses one file and runs the engine over it. Diagnostics go to the compiler instance's own engine, as errors
/// named [fork-…]; `Result` is complete when the action has ended.
class RewriteAction : public clang::ASTFrontendAction {
public:
  RewriteAction(PipelineOptions Options, PipelineResult &Result) : Options(std::move(Options)), Result(Result) {}
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &CI, llvm::StringRef File) override;
  bool BeginSourceFileAction(clang::CompilerInstance &CI) override;
  void EndSourceFileAction() override;

private:
  PipelineOptions Options;
  PipelineResult &Result;
};

} // namespace xfork

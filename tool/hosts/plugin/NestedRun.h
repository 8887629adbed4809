// Runs the engine over the file that a compiler is about to compile, in a second compiler instance beside it.
#pragma once

#include "Pipeline.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Frontend/CompilerInstance.h"
#include <memory>

namespace xfork {

class NestedRun {
public:
  /// Parses what `Outer` was asked to compile, with the same options, and runs the engine. Prints nothing.
  NestedRun(clang::CompilerInstance &Outer, const PipelineOptions &Options,
            const std::string &IncludeDirectory);
  ~NestedRun();

  const PipelineResult &result() const { return Result; }
  /// What the engine said, in order. Clang's own words are left out: the outer compiler will say them.
  llvm::ArrayRef<clang::StoredDiagnostic> messages() const;

  /// Whether a nested run is going on in this thread: plugins are loaded into it as well.
  static bool isGoingOn();

private:
  class Recorder;

  std::unique_ptr<Recorder> Messages;
  std::unique_ptr<clang::CompilerInstance> Inner; ///< Kept, because messages point into its files.
  PipelineResult Result;
};

} // namespace xfork

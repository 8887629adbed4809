// Writes a set of files so that nobody ever sees half of one.
//
// Every file goes to a temporary beside its target first; only when all of them are complete on disk do they
// take their places. Until then a failure leaves every target as it was.
#pragma once

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace xfork {

class OutputFiles {
public:
  /// Temporary files need not survive a power cut, and are not waited for.
  enum Lifetime { Lasting, Temporary };

  explicit OutputFiles(Lifetime Kind = Lasting) : Kind(Kind) {}
  OutputFiles(const OutputFiles &) = delete;
  OutputFiles &operator=(const OutputFiles &) = delete;
  ~OutputFiles();

  /// Plans to give the file at `Path` the contents `Text`. Missing directories are made by `write`.
  void add(std::string Path, std::string Text);
  /// Writes what was added. The error names the file, the cause and a way out.
  llvm::Error write();

private:
  struct Output {
    std::string Path;
    std::string Text;
    std::string Staged; ///< The file beside it; empty before it exists and after it was renamed.
  };

  static llvm::Error check(const Output &);
  llvm::Error stage(Output &) const;
  static llvm::Error publish(Output &);

  Lifetime Kind;
  std::vector<Output> Outputs;
};

/// Writes `Text` to the standard output and reports what a stream would lose: a full disk, a closed pipe.
llvm::Error writeStandardOutput(llvm::StringRef Text);

} // namespace xfork

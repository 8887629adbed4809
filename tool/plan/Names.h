// Names for what the rewriter adds, that collide with and shadow nothing the user wrote.
#pragma once

#include "source/SourceText.h"
#include "llvm/ADT/StringSet.h"

namespace xfork {

class Names {
public:
  /// Takes every identifier of the project's files.
  void takeAll(const SourceText &Source);
  /// `Wanted`, or with a number if it is taken; taken from now on.
  std::string fresh(llvm::StringRef Wanted);

private:
  llvm::StringSet<> Taken;
};

} // namespace xfork

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

  /// The name that was given for `Wanted` here before, else a fresh one: for things that never meet.
  std::string shared(llvm::StringRef Wanted);

private:
  llvm::StringSet<> Taken;
  llvm::StringMap<std::string> Shared;
};

} // namespace xfork

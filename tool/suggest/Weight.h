// A rough guess at how much work code does, to tell what is worth a task from what is not.
#pragma once

#include "source/SourceText.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"

namespace xfork {

/// Counts operations. A loop whose trip count is not known is taken to run a hundred times.
class Weight {
public:
  /// About ten microseconds: what is below is not suggested.
  static constexpr uint64_t Heavy = 20'000;

  Weight(const clang::ASTContext &Context, const SourceText &Source) : Context(Context), Source(Source) {}

  uint64_t of(const clang::Stmt *Code);
  /// How often the body of a loop runs: what its head says, or the guess.
  uint64_t trips(const clang::Stmt *Loop) const;

private:
  uint64_t ofCall(const clang::FunctionDecl *F);

  const clang::ASTContext &Context;
  const SourceText &Source;
  llvm::DenseMap<const clang::FunctionDecl *, uint64_t> Known;
  llvm::SmallVector<std::pair<const clang::FunctionDecl *, unsigned>, 8> Open; ///< Being weighed, and calls of itself.
};

} // namespace xfork

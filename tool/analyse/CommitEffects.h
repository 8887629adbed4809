// What putting a result in place touches: it happens later than it is written.
//
//   t[k] = f(x);   ->   forks.fork([x] { return f(x); }, [&, k](auto &&value) { t[k] = value; });
#pragma once

#include "analyse/Access.h"
#include "analyse/WrittenCall.h"
#include "llvm/ADT/SmallPtrSet.h"

namespace xfork {

struct CommitEffects {
  /// A name that the commit uses, and the variable that holds what it names: not the same for a part of a structured binding.
  struct Name {
    const clang::ValueDecl *Written;
    const clang::VarDecl *Variable;
  };
  std::vector<Access> Accesses;            ///< Beside the write to the target.
  llvm::SmallVector<Name, 4> Copied;       ///< As they are at the fork.
  llvm::SmallVector<Name, 4> Referenced;   ///< As they are then.
  const clang::ValueDecl *Target = nullptr; ///< The one that holds the target, if it is a local variable.
};

/// `OfCall` is what the task does. What that may change, the commit finds changed.
CommitEffects analyseCommit(const WrittenCall &Written, llvm::ArrayRef<Access> OfCall, const clang::ASTContext &Context);

} // namespace xfork

// Arrays, maps and sets that all iterations change, each in the same way, so that each chunk can have a part of its own:
//
//   h[a[i]] += x;   ++count[word];   lists[key].push_back(x);   seen.insert(x);   out[k++] = x;
//
// Asked for what the proofs complain about; every mention of the object in the body must be such a change.
#pragma once

#include "analyse/Access.h"
#include "analyse/LoopHeader.h"
#include "clang/AST/ParentMap.h"

namespace xfork {

class LoopCollections {
public:
  LoopCollections(const LoopHeader &Header, const Accesses &All, const clang::ASTContext &Context, const SourceText &Source,
                  bool IsOrdered, LoopFacts &Facts);

  /// Whether the object of the access can be given a serial meaning; then there is an option for it.
  bool explain(const Access &A);
  /// Whether nothing else needs to be said about the access.
  bool covers(const Access &A) const;

private:
  enum class Change { Fold, Assign, Insert, Place };
  struct Use {
    Change Kind{};
    ReductionOp Op{};
    const clang::Expr *Mention = nullptr;
    const clang::Expr *Element = nullptr;   ///< Of all but Insert.
    const clang::VarDecl *Index = nullptr;  ///< Of Place: `k` in `out[k++] = x`.
  };

  void findUpdates();
  std::optional<std::vector<Use>> usesOf(llvm::StringRef Key);
  std::optional<Use> classify(const clang::Expr *Mention) const;
  std::optional<Use> ofElement(const clang::Expr *Mention, const clang::Expr *Element) const;
  std::optional<Use> ofMember(const clang::Expr *Mention, const clang::Expr *Callee) const;
  bool isDiscarded(const clang::Expr *E) const;
  const clang::Stmt *parent(const clang::Stmt *S) const;
  const clang::Expr *user(const clang::Expr *E) const;
  bool names(const clang::Stmt *Code, llvm::StringRef Key) const;
  bool isReachedOtherwise(const Place &P, llvm::StringRef Key) const;
  bool reduce(llvm::StringRef Key, llvm::ArrayRef<Use> Uses);
  std::string optionFor(const Use &U) const;
  bool compact(const clang::VarDecl *Index);
  std::optional<PartFact> part(llvm::StringRef Key, llvm::ArrayRef<const clang::Expr *> Mentions) const;

  const LoopHeader &Header;
  const Accesses &All;
  const clang::ASTContext &Context;
  const SourceText &Source;
  bool IsOrdered;
  LoopFacts &Facts;
  PlaceFinder Finder;
  clang::ParentMap Parents;
  llvm::DenseMap<const clang::Expr *, ReductionOp> Updates; ///< By what is updated.
  std::vector<std::string> Refused, Covered;                ///< By the keys of objects.
};

} // namespace xfork

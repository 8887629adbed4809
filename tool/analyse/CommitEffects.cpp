#include "analyse/CommitEffects.h"
#include "clang/AST/DeclCXX.h"

using namespace clang;
using namespace xfork;

static std::optional<CommitEffects::Name> localName(const Place &P) {
  if (P.Kind != Place::Variable)
    return std::nullopt;
  const auto *Part = dyn_cast_or_null<BindingDecl>(P.Root);
  const auto *V = dyn_cast_or_null<VarDecl>(Part ? Part->getDecomposedDecl() : P.Root);
  if (!V || !V->hasLocalStorage())
    return std::nullopt;
  return CommitEffects::Name{P.Root, V};
}

/// A number or pointer that is only read can be taken along.
static bool isNumberOrPointer(const ValueDecl *D) {
  QualType T = D->getType();
  return T->isArithmeticType() || T->isEnumeralType() || T->isAnyPointerType();
}

CommitEffects xfork::analyseCommit(const WrittenCall &Written, llvm::ArrayRef<Access> OfCall, const ASTContext &Context) {
  CommitEffects Result;
  auto AddOnce = [](auto &Names, const CommitEffects::Name &N) {
    if (llvm::none_of(Names, [&](const CommitEffects::Name &Other) { return Other.Written == N.Written; }))
      Names.push_back(N);
  };
  Place Target = PlaceFinder().place(Written.Target);
  std::optional<CommitEffects::Name> Root = localName(Target);
  if (Root && !(Root->Variable->getType()->isAnyPointerType() && !Target.Path.empty()))
    Result.Referenced.push_back(*Root), Result.Target = Root->Written;
  std::vector<Access> All = collectAccesses(Context, Written.Target).List;
  for (const Expr *Other : Written.Others)
    llvm::append_range(All, collectAccesses(Context, Other).List);
  for (const Access &A : All) {
    auto Writes = [&](const Access &B) { return B.mayWrite() && B.Place.Root == A.Place.Root; };
    std::optional<CommitEffects::Name> N = localName(A.Place);
    const auto *V = N ? dyn_cast<VarDecl>(N->Written) : nullptr;
    if (V && V->isConstexpr())
      continue;
    if (N && N->Written != Result.Target && A.Place.Path.empty() && isNumberOrPointer(N->Written) && llvm::none_of(OfCall, Writes) && llvm::none_of(All, Writes)) {
      AddOnce(Result.Copied, *N);
      continue;
    }
    if (N)
      AddOnce(Result.Referenced, *N);
    Result.Accesses.push_back(A);
  }
  // What is reached through a copied pointer is no access to the pointer's variable.
  llvm::erase_if(Result.Referenced, [&](const CommitEffects::Name &N) {
    return llvm::any_of(Result.Copied, [&](const CommitEffects::Name &C) { return C.Written == N.Written; });
  });
  return Result;
}

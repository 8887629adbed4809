// Variables declared outside a loop whose every iteration can have its own: what it writes before it reads, what it
// appends to, what it selects. They leave the loop with the value that the serial loop gives them.
#pragma once

#include "analyse/Access.h"
#include "analyse/LoopHeader.h"
#include "analyse/VariableFlow.h"

namespace xfork {

class LoopVariables {
public:
  LoopVariables(const Site &S, const LoopHeader &Header, const Accesses &All, const clang::ASTContext &Context,
                const SourceText &Source, LoopFacts &Facts);

  /// Adds options to the facts for what is recognised.
  void recognise();
  /// Whether the access is to a variable that has been recognised, so that nothing else needs to be said about it.
  bool covers(const Access &A) const;
  /// Why a variable that is written was not recognised; empty if there is nothing more to say.
  std::string whyNot(const clang::VarDecl *V) const { return Reasons.lookup(V); }

private:
  void addScratch();
  void addSelections();
  void addExitValues();
  void addExitValue(const Access &A, llvm::ArrayRef<const clang::Expr *> OnTheWayOut);
  void consider(const clang::VarDecl *V);
  bool isCandidate(const clang::VarDecl *V) const;
  bool isNamedWhereWritten(const clang::VarDecl *V) const;
  bool runsAlike(const clang::ForStmt *Inner) const;
  bool storesOneConstant(const clang::VarDecl *V) const;
  void add(llvm::StringRef Option, llvm::ArrayRef<const clang::VarDecl *> Variables, llvm::StringRef Suffix);

  const Site &S;
  const LoopHeader &Header;
  const Accesses &All;
  const clang::ASTContext &Context;
  const SourceText &Source;
  LoopFacts &Facts;
  VariableFlow Flow;
  llvm::SmallPtrSet<const clang::VarDecl *, 8> Covered;
  llvm::SmallPtrSet<const clang::Expr *, 8> CoveredTargets; ///< Of assignments on the way out of the loop.
  llvm::DenseMap<const clang::VarDecl *, std::string> Reasons;
};

} // namespace xfork

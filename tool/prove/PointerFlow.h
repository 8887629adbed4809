// Finds what a function does with pointers, references, views, and objects that hold them.
#pragma once

#include "prove/FlowGraph.h"
#include "clang/AST/ASTContext.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace xfork {

/// The object that member functions are called on, as the key of an object.
const void *thisKey();

struct PointerFlow {
  unsigned Contexts = 1; ///< The function itself, and each call that has been followed.
  FlowGraph Graph;        ///< Not closed yet,
  FlowGraph WithoutSwaps; ///< and without what swaps do.
  llvm::DenseMap<const clang::ValueDecl *, unsigned> Turns; ///< Pointers that are swapped with each other, by group.
  llvm::DenseSet<const clang::ValueDecl *> Disturbed;       ///< Variables that may get a value in another way.
  llvm::DenseMap<const clang::ValueDecl *, const clang::Stmt *> Block; ///< Where variables are declared.
};

PointerFlow collectPointerFlow(const clang::FunctionDecl *Function, const clang::ASTContext &Context);

/// Whether an object of the type can lead to memory that is not its own.
bool mayLeadElsewhere(clang::QualType T);

} // namespace xfork

// An annotated piece of the program, still in terms of the AST.
#pragma once

#include "attributes/AttributeScan.h"
#include "attributes/AttributeTable.h"
#include "find/CallGroups.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Stmt.h"
#include "llvm/ADT/SmallVector.h"

namespace clang {
class DeclStmt;
class FunctionDecl;
class LambdaExpr;
class VarDecl;
} // namespace clang

namespace xfork {

/// A NestedCall is a call of a function that is to run in a process, as a part of some expression; a CallGroup is several calls
/// in one.
enum class SiteKind { IndexLoop, RangeLoop, WhileLoop, CallStatement, CallDeclaration, NestedCall, CallGroup, Block, BlockStatement };

inline bool isLoop(SiteKind Kind) {
  return Kind == SiteKind::IndexLoop || Kind == SiteKind::RangeLoop || Kind == SiteKind::WhileLoop;
}

/// The annotations written at one site.
struct Annotations {
  llvm::SmallVector<const clang::AnnotateAttr *, 2> Attrs;

  bool has(Annotation Kind) const { return find(Kind) != nullptr; }
  const clang::AnnotateAttr *find(Annotation Kind) const;
};

struct Site {
  SiteKind Kind;
  Annotations Attributes;
  const clang::Stmt *Statement;                   ///< Without its attributes.
  const clang::VarDecl *Variable = nullptr;       ///< Of a CallDeclaration.
  bool IsImplied = false; ///< A call of an annotated function: forked where that pays, else just called.
  bool IsOfBlock = false; ///< A statement of an annotated block.
  const clang::FunctionDecl *Function = nullptr;  ///< The function, or the lambda's call operator, it stands in.
  /// From the outermost body of `Function` (a compound statement) down to, but without, the site.
  llvm::SmallVector<const clang::Stmt *, 16> Ancestors;
  CallGroup Group; ///< Of a CallGroup; `Statement` is what it stands in.

  clang::SourceLocation location() const;
};

/// The statement that attributes stand on.
const clang::Stmt *withoutAttributes(const clang::Stmt *S);

/// The statement behind attributes, labels and cases.
const clang::Stmt *withoutLabels(const clang::Stmt *S);

/// The `fork::` name of an annotate attribute, if it is one of ours.
std::optional<Annotation> annotationOf(const clang::Attr *A);

} // namespace xfork

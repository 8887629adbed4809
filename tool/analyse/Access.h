// What a piece of code reads and writes.
#pragma once

#include "analyse/Place.h"
#include "clang/AST/ASTContext.h"
#include <string>
#include <vector>

namespace xfork {

/// An operation whose order does not matter to the result, as the runtime names it (reduction_<name>).
enum class ReductionOp { Plus, Multiplies, BitAnd, BitOr, BitXor, LogicalAnd, LogicalOr, Min, Max, Append };
llvm::StringRef name(ReductionOp Op);

enum class AccessKind {
  Read,
  Size,   ///< Asks a container how large it is; not about its elements.
  Write,  ///< Assigned, incremented.
  Update, ///< `x += e` and its kin: a reduction if every access is one.
  Change, ///< Handed to a callee that may change it.
};

struct Access {
  AccessKind Kind;
  xfork::Place Place;
  const clang::Expr *Where;
  ReductionOp Op{};        ///< Of an Update.
  std::string Callee;      ///< Of a Change.
  bool ByLibrary = false;  ///< The callee is a member of a standard class.
  bool IsOutput = false;   ///< `stream << value`.
  bool IsOrderSensitive = false; ///< Of an Update: a minimum of which the last of equal values counts.
  bool IsGuess = false;    ///< In a template: a call that is not resolved yet may change it.
  clang::SourceLocation Call; ///< Where a visible callee was called that makes this access to a global.

  bool writes() const { return Kind != AccessKind::Read && Kind != AccessKind::Size && !IsGuess; }
  bool mayWrite() const { return writes() || IsGuess; }
};

class SourceText;
/// As the source names it.
std::string spelled(const Access &A, const SourceText &Source);

struct Accesses {
  std::vector<Access> List;
  llvm::DenseSet<const clang::ValueDecl *> Locals; ///< Declared in the code itself.

  bool isLocal(const Place &P) const { return P.Kind == Place::Variable && Locals.contains(P.Root); }
};

/// Collects from a statement or expression, in evaluation order as far as the language fixes it.
Accesses collectAccesses(const clang::ASTContext &Context, const clang::Stmt *Code, LoopElement Element = {});

} // namespace xfork

// What an expression designates: a variable and the way from it to a part, as in  this->rows[y].pixels[x].
#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>

namespace xfork {

/// A subscript, as a sum: `*(p + k)[j]` has the terms k and j; `*p` has none.
using Index = llvm::SmallVector<const clang::Expr *, 2>;

struct PlaceStep {
  const clang::ValueDecl *Field = nullptr; ///< A member, or null for an element:
  llvm::SmallVector<Index, 1> Indices;     ///< several for `m(i, j)`.
  /// The iteration's own element of a range-`for`.
  bool PerIteration = false;
  /// Some element, nobody knows which: a whole array handed to a callee.
  bool Anywhere = false;
};

struct Place {
  enum RootKind { Variable, This, Unknown, Temporary } Kind = Temporary;
  const clang::ValueDecl *Root = nullptr; ///< Of a Variable.
  llvm::SmallVector<PlaceStep, 2> Path;

  bool sameRoot(const Place &Other) const { return Kind == Other.Kind && Root == Other.Root; }
  /// Whether only members lead from the root to it.
  bool isWholeObject() const {
    return llvm::all_of(Path, [](const PlaceStep &S) { return S.Field != nullptr; });
  }
};

/// Whether two places can be parts of one object: one root, and no different members on the way. Subscripts do not
/// separate places here; that is what Dependence.h is for.
bool mayOverlap(const Place &A, const Place &B);

/// The loop variable of the loop that the analysis is about: of a range-`for`, it names an element of `Range`; a
/// pointer or iterator points to one of what it started from.
struct LoopElement {
  const clang::VarDecl *Variable = nullptr;
  const clang::Expr *Range = nullptr;
  const clang::Expr *First = nullptr; ///< What an index loop starts from, if the head says so.
};

/// Finds the place of an expression. Local references and pointers that are bound once are looked through.
class PlaceFinder {
public:
  explicit PlaceFinder(LoopElement Element = {}) : Loop(Element) {}

  Place place(const clang::Expr *E) const;
  /// The place a pointer, iterator or smart pointer points to; `Offset` is added to the subscript.
  Place pointee(const clang::Expr *E, Index Offset = {}) const;

private:
  Place variable(const clang::ValueDecl *D) const;
  Place memberCall(const clang::CXXMemberCallExpr *Call) const;
  Place operatorCall(const clang::CXXOperatorCallExpr *Call) const;
  static Place element(Place Base, Index I);

  LoopElement Loop;
};

/// Through parentheses, casts, temporaries and cleanups.
const clang::Expr *stripped(const clang::Expr *E);
/// Whether a function, class or member belongs to the standard library.
bool isStd(const clang::Decl *D);
/// Whether it is the function `std::Name`.
bool isStd(const clang::FunctionDecl *F, llvm::StringRef Name);

} // namespace xfork

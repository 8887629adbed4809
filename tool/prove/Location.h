// Where in memory an expression leads: a variable and the way from it to a part, with subscripts as numbers.
//
//   grid.rows[y][x + 1].mass     grid / rows / element (y) / element (x + 1) / mass
#pragma once

#include "prove/Polynomial.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace xfork {

struct Step {
  const clang::ValueDecl *Field = nullptr;      ///< A member,
  clang::DeclarationName Name{};                ///< or, in a template, the name of one; neither for an element:
  llvm::SmallVector<Number, 2> Subscripts{};    ///< several for `m[y][x]` of one array; unknown ones are empty.
  llvm::SmallVector<uint64_t, 2> Extents{};     ///< Of arrays of constant size, one for each subscript; else 0.
  /// It lies behind a pointer or reference that is stored in memory, not inside the object before it.
  bool Loaded = false;
  /// A pointer into a nest of arrays was moved: its last subscript may pass the end of a row.
  bool Flat = false;

  bool isMember() const { return Field || Name; }
};

struct Location {
  enum RootKind {
    Variable,
    This,
    Fresh,   ///< What a `new` or an allocating call gives.
    Unknown, ///< Anywhere.
  } Root = Unknown;
  const clang::ValueDecl *Decl = nullptr; ///< Of a Variable.
  const clang::Expr *Origin = nullptr;    ///< Of Fresh: the expression.
  llvm::SmallVector<Step, 4> Path{};
  /// The root belongs to one iteration, or the path leads into a copy that does.
  bool IsPrivate = false;
  /// Anything that can be reached from there, through pointers too.
  bool IsDeep = false;
  /// An object that was copied from there and has been another since: what is known of the one says nothing of the other.
  bool IsCopy = false;
  /// Stands for a view over the elements from there on, which belong to the iteration or not.
  bool IsViewed = false, IsViewedPrivate = false;
  clang::QualType Type{}; ///< Of what lies there, where known.

  static Location variable(const clang::ValueDecl *D, bool IsPrivate);
  Location member(const clang::ValueDecl *Field, bool Loaded) const;
  Location memberNamed(clang::DeclarationName Name) const;
  Location element(llvm::SmallVector<Number, 2> Subscripts, bool Loaded, uint64_t Extent = 0) const;
  /// The array that lies here decays to a pointer to its first element.
  Location firstElement(uint64_t Extent) const;
  /// What lies `Offset` elements further on.
  Location moved(const Number &Offset) const;
  Location deep() const;
  /// A view over what begins here.
  Location view() const;
  /// What lies `Offset` elements further on than the first element that the view shows.
  Location viewed(const Number &Offset) const;

  bool sameRoot(const Location &Other) const {
    return Root == Other.Root && Decl == Other.Decl && Origin == Other.Origin;
  }
  /// Whether only members lead from the root to it.
  bool isWholeObject() const;
  bool isWholeVariable() const { return Root == Variable && Path.empty(); }
  bool hasUnknownSubscript() const;
  bool sameAs(const Location &Other) const;
  /// The same for the same place; nothing if the place varies with a loop index.
  std::optional<std::string> invariantKey(const Atoms &All) const;
};

using Locations = llvm::SmallVector<Location, 1>;

/// Whether two places can be parts of one object: one root, and no different members on the way. Subscripts count
/// only where both are constant.
bool mayOverlap(const Location &A, const Location &B);
/// Whether two members of one class are different memory: not those of a union, nor bit-fields that follow each other.
bool areApart(const Step &A, const Step &B);
/// Whether two members are bit-fields of one word, so that who writes the one writes the other too.
bool shareWord(const Step &A, const Step &B);

} // namespace xfork

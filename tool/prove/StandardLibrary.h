// What the analysis knows of the standard library: which classes hold elements, and how; which functions only read.
#pragma once

#include "clang/AST/Decl.h"

namespace xfork {

enum class ContainerKind {
  None,
  Sequence,   ///< Elements by position: vector, array, deque, string, valarray.
  Bits,       ///< vector<bool>, bitset: neighbouring elements share a word.
  Keyed,      ///< map, set and their kin: subscripts insert.
  View,       ///< Does not own its elements: span, string_view, shared_ptr, iterators' ranges.
  Owner,      ///< One element: unique_ptr, optional.
};

ContainerKind containerKind(clang::QualType T);
bool isIteratorClass(clang::QualType T);
/// What `v[i]` of a `std::vector<bool>` gives: an object that stands for the bit.
bool isBitReference(clang::QualType T);
bool isReverseIterator(clang::QualType T);
/// Numbers and standard containers of them: what is reached from there belongs to it.
bool isSelfContainedType(clang::QualType T);

/// Changes nothing but its own variables: mathematical functions, searches.
bool onlyReads(const clang::FunctionDecl *F);
/// Gives memory that nobody else has.
bool isAllocation(const clang::FunctionDecl *F);

} // namespace xfork

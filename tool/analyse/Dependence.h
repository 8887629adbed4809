// Whether two accesses to one array meet in different iterations.
#pragma once

#include "analyse/Affine.h"

namespace xfork {

struct DependenceVerdict {
  enum Kind {
    Independent, ///< Never in different iterations.
    Dependent,   ///< In iterations `Distance` apart.
    SameElement, ///< In every iteration: neither depends on the loop variable.
    Unknown,
  } Kind;
  int64_t Distance = 0;
};

/// A pointer is read, and what it points to is written: two different objects.
bool readsPointerOnly(const Access &A, const Access &Other);

DependenceVerdict compare(const Access &A, const Access &B, const LoopContext &Loop);

} // namespace xfork

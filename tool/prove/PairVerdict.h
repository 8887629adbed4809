// Whether two accesses meet in different iterations of the loop.
#pragma once

#include "prove/PairSet.h"

namespace xfork {

struct PairVerdict {
  enum Kind {
    Independent, ///< Never.
    Dependent,   ///< They do.
    SameElement, ///< They do in any two iterations: neither varies.
    Unknown,
  } Kind = Independent;
  /// Dependent: how many iterations after the first access the second comes, where that is one number.
  std::optional<int64_t> Distance;
  /// Dependent, no one distance: two iterations that meet, counted from 0.
  std::optional<std::pair<int64_t, int64_t>> Example;
  /// Unknown: why, as a sentence.
  std::string Unproven;
};

/// Both access the same variable.
PairVerdict compare(const MemoryAccess &A, const MemoryAccess &B, const Trace &T, isl::Session &Session);

} // namespace xfork

// Unbalanced tree search (Olivier et al., 2006), geometric: the number of children is geometrically distributed about
// 4, down to a fixed depth.
#pragma once

#include "contestant.hpp"

struct node {
  std::uint64_t state;
  int levels; ///< left below this one

  int children() const {
    if (levels == 0)
      return 0;
    int count = 0;
    for (std::uint64_t draw = mix(state); draw % 5 != 0 && count < 32; draw = mix(draw))
      ++count;
    return count;
  }
  node child(int i) const {
    std::uint64_t next = state + static_cast<std::uint64_t>(i) + 1;
    for (int round = 0; round < 4; ++round)
      next = mix(next);
    return {next, levels - 1};
  }
};

inline node root(long size) { return {3, static_cast<int>(size)}; }

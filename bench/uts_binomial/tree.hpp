// Unbalanced tree search (Olivier et al., 2006), binomial: below a wide root a node has 8 children with a probability
// just under 1/8, else none, so that subtrees differ in size by orders of magnitude.
#pragma once

#include "contestant.hpp"

struct node {
  std::uint64_t state;
  int roots; ///< children of the root; 0 elsewhere

  int children() const { return roots != 0 ? roots : mix(state) % 10000 < 1247 ? 8 : 0; }
  node child(int i) const {
    std::uint64_t next = state + static_cast<std::uint64_t>(i) + 1;
    for (int round = 0; round < 4; ++round)
      next = mix(next);
    return {next, 0};
  }
};

inline node root(long size) { return {42, static_cast<int>(size)}; }

// y += a * x on two long vectors: bound by memory, and only as fast as its loop is vectorised.
#pragma once

#include "contestant.hpp"

#include <cstddef>
#include <vector>

struct vectors {
  explicit vectors(long size) : x(static_cast<std::size_t>(size), 1.0F), y(static_cast<std::size_t>(size), 2.0F) {}
  std::vector<float> x, y;
};

/// Made once, as a program would; the repetitions add to it, modulo what keeps the values small.
inline vectors &shared_vectors(long size) {
  static vectors made(size);
  return made;
}

inline std::uint64_t size_of(const vectors &v) { return v.y.size(); }

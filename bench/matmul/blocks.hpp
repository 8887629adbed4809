// Recursive matrix product: quarters of quarters, down to blocks that fit the first-level cache.
#pragma once

#include "contestant.hpp"

#include <vector>

constexpr long leaf = 32;

/// A square part of a row-major matrix.
struct block {
  double *first;
  long stride, size;

  block quarter(int row, int column) const {
    const long half = size / 2;
    return {first + row * half * stride + column * half, stride, half};
  }
};

inline void multiply_leaf(block c, block a, block b) {
  for (long i = 0; i < c.size; ++i)
    for (long k = 0; k < c.size; ++k)
      for (long j = 0; j < c.size; ++j)
        c.first[i * c.stride + j] += a.first[i * a.stride + k] * b.first[k * b.stride + j];
}

struct matrix {
  explicit matrix(long n, std::uint64_t seed) : size(n), values(static_cast<std::size_t>(n * n)) {
    for (std::size_t i = 0; i < values.size(); ++i)
      values[i] = seed == 0 ? 0 : static_cast<double>(mix(seed + i) % 16);
  }
  block whole() { return {values.data(), size, size}; }
  long size;
  std::vector<double> values;
};

/// Small integers: the sum of all elements is exact in any order.
inline std::uint64_t checksum(const matrix &m) {
  double sum = 0;
  for (double value : m.values)
    sum += value;
  return static_cast<std::uint64_t>(sum);
}

#include "blocks.hpp"
#include "openmp_root.hpp"

static void multiply(block c, block a, block b) {
  if (c.size <= leaf)
    return multiply_leaf(c, a, b);
  for (int k = 0; k < 2; ++k) {
#pragma omp task
    multiply(c.quarter(0, 0), a.quarter(0, k), b.quarter(k, 0));
#pragma omp task
    multiply(c.quarter(0, 1), a.quarter(0, k), b.quarter(k, 1));
#pragma omp task
    multiply(c.quarter(1, 0), a.quarter(1, k), b.quarter(k, 0));
    multiply(c.quarter(1, 1), a.quarter(1, k), b.quarter(k, 1));
#pragma omp taskwait
  }
}

std::uint64_t contest(long size) {
  matrix a(size, 1), b(size, 1000003), c(size, 0);
  return openmp_root([&] {
    multiply(c.whole(), a.whole(), b.whole());
    return checksum(c);
  });
}

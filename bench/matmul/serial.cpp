#include "blocks.hpp"

static void multiply(block c, block a, block b);

/// The products over one half of the inner dimension: four, that write different quarters of c.
static void multiply_half(block c, block a, block b, int k) {
  [[fork::parallel, fork::independent]] multiply(c.quarter(0, 0), a.quarter(0, k), b.quarter(k, 0));
  [[fork::parallel, fork::independent]] multiply(c.quarter(0, 1), a.quarter(0, k), b.quarter(k, 1));
  [[fork::parallel, fork::independent]] multiply(c.quarter(1, 0), a.quarter(1, k), b.quarter(k, 0));
  multiply(c.quarter(1, 1), a.quarter(1, k), b.quarter(k, 1));
}

static void multiply(block c, block a, block b) {
  if (c.size <= leaf)
    return multiply_leaf(c, a, b);
  multiply_half(c, a, b, 0);
  multiply_half(c, a, b, 1);
}

std::uint64_t contest(long size) {
  matrix a(size, 1), b(size, 1000003), c(size, 0);
  multiply(c.whole(), a.whole(), b.whole());
  return checksum(c);
}

#include "board.hpp"
#include "openmp_root.hpp"

static long solutions(const board &b) {
  if (b.full())
    return 1;
  long counts[16] = {};
  for (int row = 0; row < b.size; ++row)
    if (b.safe(row)) {
      const board next = b.with(row);
#pragma omp task shared(counts)
      counts[row] = solutions(next);
    }
#pragma omp taskwait
  long count = 0;
  for (long c : counts)
    count += c;
  return count;
}

std::uint64_t contest(long size) {
  return static_cast<std::uint64_t>(openmp_root([=] { return solutions(board{static_cast<int>(size)}); }));
}

#include "board.hpp"

static long solutions(board b) {
  if (b.full())
    return 1;
  long count = 0;
  for (int row = 0; row < b.size; ++row)
    if (b.safe(row))
      [[fork::parallel]] count += solutions(b.with(row));
  return count;
}

std::uint64_t contest(long size) { return static_cast<std::uint64_t>(solutions(board{static_cast<int>(size)})); }

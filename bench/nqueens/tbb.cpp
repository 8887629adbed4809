#include "board.hpp"
#include "tbb_workers.hpp"

#include <tbb/task_group.h>

static long solutions(const board &b) {
  if (b.full())
    return 1;
  long counts[16] = {};
  tbb::task_group group;
  for (int row = 0; row < b.size; ++row)
    if (b.safe(row))
      group.run([next = b.with(row), &count = counts[row]] { count = solutions(next); });
  group.wait();
  long count = 0;
  for (long c : counts)
    count += c;
  return count;
}

std::uint64_t contest(long size) {
  limit_tbb();
  return static_cast<std::uint64_t>(solutions(board{static_cast<int>(size)}));
}

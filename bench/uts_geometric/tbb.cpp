#include "tbb_workers.hpp"
#include "tree.hpp"

#include <tbb/task_group.h>

#include <vector>

static long count_nodes(node n) {
  const int end = n.children();
  if (end == 0)
    return 1;
  std::vector<long> counts(static_cast<std::size_t>(end));
  tbb::task_group group;
  for (int i = 0; i < end; ++i)
    group.run([child = n.child(i), &count = counts[static_cast<std::size_t>(i)]] { count = count_nodes(child); });
  group.wait();
  long count = 1;
  for (long c : counts)
    count += c;
  return count;
}

std::uint64_t contest(long size) {
  limit_tbb();
  return static_cast<std::uint64_t>(count_nodes(root(size)));
}

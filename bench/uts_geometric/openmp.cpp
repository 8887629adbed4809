#include "openmp_root.hpp"
#include "tree.hpp"

#include <vector>

static long count_nodes(node n) {
  const int end = n.children();
  if (end == 0)
    return 1;
  std::vector<long> counts(static_cast<std::size_t>(end));
  for (int i = 0; i < end; ++i) {
    const node child = n.child(i);
    long *count = &counts[static_cast<std::size_t>(i)];
#pragma omp task
    *count = count_nodes(child);
  }
#pragma omp taskwait
  long count = 1;
  for (long c : counts)
    count += c;
  return count;
}

std::uint64_t contest(long size) {
  return static_cast<std::uint64_t>(openmp_root([=] { return count_nodes(root(size)); }));
}

#include "tree.hpp"

static long count_nodes(node n) {
  long count = 1;
  for (int i = 0, end = n.children(); i < end; ++i)
    [[fork::parallel]] count += count_nodes(n.child(i));
  return count;
}

std::uint64_t contest(long size) { return static_cast<std::uint64_t>(count_nodes(root(size))); }

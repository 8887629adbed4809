// RUN: %check_traceback %s
// A chain of 200 forks.
#include "report.hpp"

[[gnu::noinline]] int leaf(int n) {
  if (n == 0)
    throw "leaf";
  return n;
}

int chain(int depth) {
  if (depth == 0)
    return leaf(0);
  [[fork::parallel]] int below = chain(depth - 1);
  int own = leaf(depth);
  return below + own;
}

int main() {
  try {
    chain(200);
  } catch (const char *) {
    report("chain");
  }
}

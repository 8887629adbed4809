// RUN: %check_traceback %s
// Annotated functions: each call of them may be forked, where that pays.
#include "report.hpp"
#include <stdexcept>

[[fork::parallel]] int leaf(int x) {
  if (x == 5)
    throw std::domain_error("five");
  return x;
}

[[fork::parallel]] long tree(int depth, int x) {
  if (depth == 0)
    return leaf(x);
  const long left = tree(depth - 1, 2 * x);
  const long right = tree(depth - 1, 2 * x + 1);
  return left + right;
}

int callers(int a, int b) {
  int x = leaf(a);
  int y = leaf(b);
  return x + y;
}

int main() {
  try {
    tree(3, 0);
  } catch (const std::domain_error &) {
    report("tree");
  }
  try {
    callers(5, 5);
  } catch (const std::domain_error &) {
    report("first of two");
  }
  try {
    callers(4, 5);
  } catch (const std::domain_error &) {
    report("second of two");
  }
}

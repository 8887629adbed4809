// RUN: %check_traceback %s
// Forked calls that need each other's values.
#include "report.hpp"
#include <stdexcept>

[[gnu::noinline]] int checked(int x, int limit) {
  if (x >= limit)
    throw std::overflow_error("too much");
  return x;
}

int graph(int n, int limit) {
  [[fork::parallel]] int a = checked(n, limit);
  [[fork::parallel]] int b = checked(n + 1, limit);
  [[fork::parallel]] int c = checked(a + b, limit);
  [[fork::parallel]] int d = checked(b + c, limit);
  return d + checked(0, limit);
}

int outer(int n, int limit) {
  [[fork::parallel]] int g = graph(n, limit);
  int own = n;
  return g + own;
}

int main() {
  for (const int limit : {1, 2, 3, 5}) {
    try {
      outer(1, limit);
    } catch (const std::overflow_error &) {
      report("limit");
    }
  }
}

// RUN: %check_traceback %s
// A forked initialiser throws: its caller is the function, on the line of the declaration.
#include "report.hpp"
#include <stdexcept>

int fails(int x) {
  if (x < 0)
    throw std::invalid_argument("negative");
  return x;
}

int middle(int x) { return fails(x) + 1; }

int both(int a, int b) {
  [[fork::parallel]] int x = middle(a);
  int y = fails(b);
  return x + y;
}

int main() {
  for (int n = -2; n < 2; ++n) {
    try {
      both(n, n + 1);
    } catch (const std::invalid_argument &) {
      report("caught");
    }
  }
}

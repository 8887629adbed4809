// RUN: %check_traceback %s
// Several calls throw; the first in program order arrives, with its own line.
#include "report.hpp"

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw x;
  return x;
}

int three(int a, int b, int c) {
  [[fork::parallel]] int x = fails(a);
  [[fork::parallel]] int y = fails(b);
  [[fork::parallel]] int z = fails(c);
  return x + y + z;
}

int main() {
  const int cases[][3] = {{-1, 1, 1}, {1, -1, 1}, {1, 1, -1}, {-1, -1, -1}, {1, -1, -1}};
  for (const auto &[a, b, c] : cases) {
    try {
      three(a, b, c);
    } catch (int) {
      report("three");
    }
  }
}

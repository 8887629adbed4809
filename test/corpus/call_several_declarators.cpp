// Not supported yet: the tool says so, with the way round.
// XFAIL: *
// RUN: %check_run %s
// One declaration of several variables.
#include <cstdio>

int f(int x) { return x * 2 + 1; }

int main() {
  [[fork::parallel]] int a = f(1), b = f(2);
  std::printf("%d %d\n", a, b);
}

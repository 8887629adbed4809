// RUN: %check_traceback %s
// Each statement of an annotated block is a task.
#include "report.hpp"
#include <stdexcept>
#include <vector>

[[gnu::noinline]] int checked(int x) {
  if (x < 0)
    throw std::length_error("negative");
  return x;
}

int block(int a, int b, int c) {
  int x, y, z;
  [[fork::parallel]] {
    x = checked(a);
    y = checked(b);
    z = checked(c);
  }
  return x + y + z;
}

int in_a_loop(int n) {
  int sum = 0;
  for (int i = 3; i > n; --i)
    sum += block(i + 1, i, i + 2);
  return sum;
}

int main() {
  try {
    block(1, -2, -3);
  } catch (const std::length_error &) {
    report("second");
  }
  try {
    block(-1, -2, -3);
  } catch (const std::length_error &) {
    report("first");
  }
  try {
    in_a_loop(-4);
  } catch (const std::length_error &) {
    report("in a loop");
  }
}

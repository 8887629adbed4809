// RUN: %check_traceback %s
// Loops in forked calls, forked calls in loops.
#include "report.hpp"

[[gnu::noinline]] int fails(int x) {
  if (x == 41)
    throw x;
  return x;
}

int pair(int x) {
  [[fork::parallel]] int a = fails(x);
  int b = x / 2;
  return a - b;
}

void pairs(int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    pair(i);
  }
}

int counted(int n) {
  pairs(n);
  return n;
}

int outer(int n) {
  [[fork::parallel]] int first = counted(n);
  int second = pair(n);
  return first + second;
}

int main() {
  for (int n = 40; n < 50; n += 3) {
    try {
      outer(n);
    } catch (int) {
      report("outer");
    }
  }
}

// RUN: %check_traceback %s
// Forks nested as deep as the recursion.
#include "report.hpp"

int fib(int n) {
  if (n < 2) {
    if (n == 0)
      throw n;
    return n;
  }
  [[fork::parallel]] int a = fib(n - 1);
  int b = fib(n - 2);
  return a + b;
}

int main() {
  for (int n = 2; n < 14; n += 3) {
    try {
      fib(n);
    } catch (int) {
      report("fib");
    }
  }
}

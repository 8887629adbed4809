// RUN: %check_run %s
// The classic: every call forked, no cut-off.
#include <cstdio>

int fib(int n) {
  if (n < 2)
    return n;
  [[fork::parallel]] int x = fib(n - 1);
  int y = fib(n - 2);
  return x + y;
}

long ackermann(long m, long n) {
  if (m == 0)
    return n + 1;
  if (n == 0)
    return ackermann(m - 1, 1);
  [[fork::parallel]] const long inner = ackermann(m, n - 1);
  return ackermann(m - 1, inner);
}

int odd(int n);
int even(int n) {
  if (n == 0)
    return 1;
  [[fork::parallel]] auto rest = odd(n - 1);
  return rest;
}
int odd(int n) { return n == 0 ? 0 : even(n - 1); }

int main() {
  for (int n = 0; n < 20; ++n)
    std::printf("%d ", fib(n));
  std::printf("\n%d %ld %d %d\n", fib(24), ackermann(2, 9), even(500), even(501));
}

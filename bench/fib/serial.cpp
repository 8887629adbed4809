// Fibonacci numbers, every call forked, no cut-off: nothing but the cost of fork and join.
#include "contestant.hpp"

static long fib(int n) {
  if (n < 2)
    return n;
  [[fork::parallel]] long a = fib(n - 1);
  long b = fib(n - 2);
  return a + b;
}

std::uint64_t contest(long size) { return static_cast<std::uint64_t>(fib(static_cast<int>(size))); }

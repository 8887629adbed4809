#include "tbb_workers.hpp"

#include <tbb/task_group.h>

static long fib(int n) {
  if (n < 2)
    return n;
  long a;
  tbb::task_group group;
  group.run([&a, n] { a = fib(n - 1); });
  const long b = fib(n - 2);
  group.wait();
  return a + b;
}

std::uint64_t contest(long size) {
  limit_tbb();
  return static_cast<std::uint64_t>(fib(static_cast<int>(size)));
}

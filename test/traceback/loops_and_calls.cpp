// RUN: %check_traceback %s
// Forks in loops in forks, and loops in forks in loops.
#include "report.hpp"
#include <stdexcept>

[[gnu::noinline]] long checked(long x, long limit) {
  if (x == limit)
    throw std::out_of_range("limit");
  return x;
}

long pair(long x, long limit) {
  [[fork::parallel]] long a = checked(x, limit);
  long b = checked(x + 1000, limit);
  return a + b;
}

long row(long y, long limit) {
  long sum = 0;
  [[fork::parallel]] for (long x = 0; x < 30; ++x)
    sum += pair(100 * y + x, limit);
  return sum;
}

long two_rows(long y, long limit) {
  [[fork::parallel]] long a = row(y, limit);
  long b = row(y + 1, limit);
  return a + b;
}

long table(long limit) {
  long sum = 0;
  [[fork::parallel]] for (long y = 0; y < 6; y += 2) {
    sum += two_rows(y, limit);
  }
  return sum;
}

long all(long limit) {
  [[fork::parallel]] long a = table(limit);
  long b = checked(1, limit);
  return a + b;
}

int main() {
  for (const long limit : {17L, 129L, 1225L, 1L, 528L}) {
    try {
      all(limit);
    } catch (const std::out_of_range &) {
      report("limit");
    }
  }
}

// RUN: %check_run %s
// Calls forked in annotated loops, annotated loops in forked calls, and all of it recursive.
#include <cstdio>
#include <numeric>
#include <vector>

int leaf(int x) { return x % 7 + 1; }

long row(int y, int n) {
  long sum = 0;
  [[fork::parallel]] for (int x = 0; x < n; ++x) sum += leaf(x * y);
  return sum;
}

long all_rows(int n) {
  long sum = 0;
  for (int y = 0; y < n; ++y)
    [[fork::parallel]] sum += row(y, n);
  return sum;
}

long loop_of_forks(int n) {
  long sum = 0;
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    [[fork::parallel]] long left = row(y, n / 2);
    long right = row(y + 1, n / 2);
    sum += left - right / 2;
  }
  return sum;
}

long both(int n) {
  [[fork::parallel]] long a = all_rows(n);
  long b = loop_of_forks(n);
  std::vector<long> v(static_cast<std::size_t>(n));
  [[fork::parallel]] for (std::size_t i = 0; i < v.size(); ++i) {
    long local = 0;
    for (int k = 0; k < 3; ++k)
      [[fork::parallel]] local += row(static_cast<int>(i), k);
    v[i] = local;
  }
  return a * 1000 + b + std::accumulate(v.begin(), v.end(), 0L);
}

long deep(int depth) {
  if (depth == 0)
    return 1;
  long sum = 0;
  [[fork::parallel]] for (int i = 0; i < 3; ++i) {
    [[fork::parallel]] long x = deep(depth - 1);
    sum += x + i;
  }
  return sum;
}

int main() {
  for (int n = 0; n < 40; n += 9)
    std::printf("%ld %ld %ld\n", all_rows(n), loop_of_forks(n), both(n));
  std::printf("%ld\n", deep(7));
}

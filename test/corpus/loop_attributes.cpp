// RUN: %check_run %s
// The annotations that stand beside fork::parallel on a loop.
#include <cstdio>
#include <vector>

int main() {
  const int n = 500;
  std::vector<int> v(n), order(n), scattered(n);
  [[fork::parallel, fork::grain(16)]] for (int i = 0; i < n; ++i) v[static_cast<std::size_t>(i)] = i * i % 101;
  [[fork::parallel]] [[fork::grain(4 * 25)]] for (int &x : v) x += 1;

  [[fork::parallel]] for (int i = 0; i < n; ++i) order[static_cast<std::size_t>(i)] = i * 7 % n;
  // 7 and 500 have no common factor: every element is written once.
  [[fork::parallel, fork::independent]] for (int i = 0; i < n; ++i)
    scattered[static_cast<std::size_t>(order[static_cast<std::size_t>(i)])] = v[static_cast<std::size_t>(i)];

  const std::size_t grain = 10;
  long sum = 0;
  [[fork::parallel, fork::grain(grain)]] for (int i = 0; i < n; ++i) sum += scattered[static_cast<std::size_t>(i)] * i;
  std::printf("%ld\n", sum);
}

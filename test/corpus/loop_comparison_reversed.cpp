// RUN: %check_run %s
// The bound written first.
#include <cstdio>

int main() {
  int a[40] = {};
  const int n = 40;
  [[fork::parallel]] for (int i = 0; n > i; ++i) a[i] = i;
  [[fork::parallel]] for (int i = 0; 20 >= i; i += 2) a[i] += 100;
  [[fork::parallel]] for (int i = n - 1; 0 <= i; i -= 3) a[i] -= 1000;
  [[fork::parallel]] for (int i = n - 1; 30 < i; --i) a[i] *= 2;
  [[fork::parallel]] for (int i = 5; n != i; i += 5) a[i] += 7;
  for (int x : a)
    std::printf("%d ", x);
  std::printf("\n");
}

// RUN: %check_run %s
// Conditional compilation inside a body.
#include <cstdio>
#define TRACE 1

int main() {
  int sum = 0, a[20];
  [[fork::parallel]] for (int i = 0; i < 20; ++i) {
#if TRACE
    a[i] = i * i;
#else
    a[i] = i;
#endif
  }
  [[fork::parallel]] for (int x : a) {
#if TRACE
    sum += x;
#else
    sum -= x;
#endif
  }
  std::printf("%d\n", sum);
}

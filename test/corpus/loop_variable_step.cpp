// RUN: %check_run %s
// Bounds and steps that are variables, parameters, members and expressions.
#include <algorithm>
#include <cstdio>

struct Window {
  int first, last, stride;
};

void fill(int *out, int from, int to, int step, int value) {
  [[fork::parallel]] for (int i = from; i < to; i += step) out[i] = value;
}

void fill_window(int *out, const Window &w, int value) {
  [[fork::parallel]] for (int i = w.first; i <= w.last; i += w.stride) out[i] = value;
}

void fill_down(int *out, int from, int to, unsigned step, int value) {
  [[fork::parallel]] for (int i = from; i >= to; i -= static_cast<int>(step)) out[i] = value;
}

int main() {
  int a[50] = {};
  fill(a, 0, 50, 7, 1);
  fill(a, 3, 47, 2, 2);
  fill_window(a, {5, 45, 10}, 3);
  fill_down(a, 49, 11, 4, 4);
  for (int block = 0; block < 50; block += 16)
    [[fork::parallel]] for (int i = block; i < std::min(block + 16, 50); ++i) a[i] = a[i] * 10 + block / 16;
  for (int x : a)
    std::printf("%d ", x);
  std::printf("\n");
}

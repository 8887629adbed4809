// RUN: %check_run %s
// A bound and a step that call functions whose bodies are in sight and change nothing.
#include <cstdio>

int limit(int n) { return 3 * n + 1; }
constexpr int step() { return 2; }

int main() {
  int v[30] = {};
  [[fork::parallel]] for (int i = 0; i <= limit(5); ++i) v[i] = 3;
  [[fork::parallel]] for (int i = limit(1); i < limit(9); i += step()) v[i] += i;
  for (int x : v)
    std::printf("%d ", x);
  std::printf("\n");
}

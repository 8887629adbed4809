// RUN: %check_run %s
// Signed index loops: the canonical one, and each way to write its step.
#include <cstdio>
#include <vector>

int square(int x) { return x * x; }

void print(const char *what, const std::vector<int> &v) {
  std::printf("%s:", what);
  for (int x : v)
    std::printf(" %d", x);
  std::printf("\n");
}

int main() {
  const int n = 20;
  std::vector<int> v(n);

  [[fork::parallel]] for (int i = 0; i < n; ++i) { v[i] = square(i); }
  print("++i", v);

  [[fork::parallel]] for (int i = 0; i < n; i++) v[i] += 1;
  print("i++", v);

  [[fork::parallel]] for (int i = 0; i < n; i += 3) v[i] = -square(i);
  print("i += 3", v);

  [[fork::parallel]] for (int i = 1; i < n; i = i + 4) v[i] = 0;
  print("i = i + 4", v);

  [[fork::parallel]] for (int i = 5; i < 5; ++i) v[i] = 1000;
  [[fork::parallel]] for (int i = 7; i < 3; ++i) v[i] = 1000;
  print("empty", v);
}

// The editing host adds one line.
// RUN: %check_run --skip=rewrite %s
// Line numbers in and after annotated code are those of the source.
#include <cstdio>

int id(int x) { return x; }

int main() {
  int lines[4] = {}, sum = 0;
  [[fork::parallel]] for (int i = 0; i < 4; ++i)
    lines[i] = __LINE__;
  [[fork::parallel]]
  for (int line : lines)
    sum += line
           + __LINE__;
  [[fork::parallel]] int r =
      id(__LINE__);
  std::printf("%d %d %d %d\n", lines[0], sum, r, __LINE__);
}

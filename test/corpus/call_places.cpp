// RUN: %check_run %s
// Annotated calls in unusual places: cases, branches without braces, bare blocks.
#include <cstdio>

int f(int x) { return x * 2 + 1; }

int in_case(int n) {
  switch (n) {
  case 1: {
    [[fork::parallel]] int r = f(10);
    return r;
  }
  case 2:
    [[fork::parallel]] n = f(20);
    break;
  default:
    [[fork::parallel]] n += f(30);
  }
  return n;
}

int without_braces(bool yes) {
  int r = 0, s = 0;
  if (yes)
    [[fork::parallel]] r = f(1);
  else
    [[fork::parallel]] s = f(2);
  return r * 10 + s;
}

int behind_labels(int n) {
  int r = 0;
again:
  [[fork::parallel]] int a = f(n);
  if (n-- > 0)
    goto again;
  r += a;
  switch (n) {
  default:
    [[fork::parallel]] int b = f(r);
    r += 2;
    r += b;
  }
  return r;
}

int main() {
  std::printf("%d\n", behind_labels(3));
  int c = 3;
  {
    [[fork::parallel]] int inner = f(c);
    c = inner + 1;
  }
  {
    [[fork::parallel]] c += f(c);
  }
  std::printf("%d\n", c);
  for (int n = 1; n < 4; ++n)
    std::printf("%d ", in_case(n));
  std::printf("%d %d\n", without_braces(true), without_braces(false));
}

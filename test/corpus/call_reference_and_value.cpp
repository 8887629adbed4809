// RUN: %check_run %s
// One variable, by reference and by value in one call: the value is the one at the fork, the reference is the variable.
#include <cstdio>

void bump(int &total, int by) { total += by; }
void swap_in(int &a, int b, int &c) { a += b, c -= b; }

int main() {
  int q = 3, r = 10;
  [[fork::parallel]] bump(q, q + 4);
  std::printf("%d\n", q);
  [[fork::parallel]] bump(q, q);
  std::printf("%d\n", q);
  [[fork::parallel]] swap_in(q, q * r, r);
  std::printf("%d %d\n", q, r);
}

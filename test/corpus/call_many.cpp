// RUN: %check_run %s
// A great many calls, more than any queue holds, deep recursion, and tasks of very different length.
#include <cstdio>
#include <vector>

unsigned collatz(unsigned n) {
  unsigned steps = 0;
  for (unsigned long long x = n; x > 1; ++steps)
    x = x % 2 ? 3 * x + 1 : x / 2;
  return steps;
}

unsigned busy(unsigned n) {
  unsigned x = n;
  for (unsigned i = 0; i < n; ++i)
    x = x * 1664525u + 1013904223u;
  return x;
}

unsigned long deep(int n) {
  if (n == 0)
    return 1;
  [[fork::parallel]] unsigned long rest = deep(n - 1);
  return rest + static_cast<unsigned long>(n);
}

unsigned long comb(int n) {
  if (n == 0)
    return 1;
  [[fork::parallel]] unsigned long tooth = busy(static_cast<unsigned>(n)) % 10;
  unsigned long rest = comb(n - 1);
  return tooth + rest;
}

int main() {
  unsigned long sum = 0;
  for (unsigned i = 1; i <= 50000; ++i)
    [[fork::parallel]] sum += collatz(i);
  std::printf("%lu\n", sum);

  std::vector<unsigned> lengths;
  for (unsigned i = 0; i < 300; ++i)
    [[fork::parallel]] lengths.push_back(busy(i % 50 == 0 ? 200000 : i));
  unsigned bits = 0;
  for (unsigned x : lengths)
    bits = bits * 3 + x;
  std::printf("%u %lu %lu\n", bits, deep(2000), comb(3000));
}

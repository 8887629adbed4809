// RUN: %check_run --allow-warning=fork-unproven-independence %s
// What a loop's body may be: with and without braces, empty, every kind of statement.
#include <cstdio>
#include <stdexcept>

int a[32];

void set(int i, int value) { a[i] = value; }

int main() {
  [[fork::parallel]] for (int i = 0; i < 32; ++i) a[i] = i;
  [[fork::parallel]] for (int i = 0; i < 32; ++i) { a[i] += 1; }
  [[fork::parallel]] for (int i = 0; i < 32; ++i) set(i, a[i] * 2);
  [[fork::parallel]] for (int i = 0; i < 32; ++i) {}
  [[fork::parallel]] for (int i = 0; i < 32; ++i);
  [[fork::parallel]] for (int i = 0; i < 32; ++i)
    if (i % 2)
      a[i] += 5;
    else if (i % 3)
      a[i] -= 5;
  [[fork::parallel]] for (int i = 0; i < 32; ++i)
    for (int k = 0; k < i; ++k)
      a[i] += k;
  [[fork::parallel]] for (int i = 0; i < 32; ++i)
    while (a[i] > 100)
      a[i] /= 2;
  [[fork::parallel]] for (int i = 0; i < 32; ++i)
    do
      a[i] -= 3;
    while (a[i] > 50);
  [[fork::parallel]] for (int i = 0; i < 32; ++i)
    switch (i & 3) {
    case 0:
      a[i] = 0;
      break;
    case 1:
      ++a[i];
    }
  [[fork::parallel]] for (int i = 0; i < 32; ++i)
    try {
      if (i % 10 == 4)
        throw std::runtime_error("caught inside");
      a[i] += 1;
    } catch (const std::runtime_error &) {
      a[i] = -1;
    }
  [[fork::parallel]] for (int i = 0; i < 32; ++i) a[i] += 1, a[i] *= 2;
  [[fork::parallel]] for (int i = 0; i < 32; ++i) {
    {
      int nested = a[i];
      { a[i] = nested + 1; }
    }
  };
  for (int x : a)
    std::printf("%d ", x);
  std::printf("\n");
}

// RUN: %check_run %s
// Macros in headers and bodies; the annotation and the loop themselves are plain text.
#include <cstdio>

#define SIZE 40
#define SQUARE(x) ((x) * (x))
#define SET(array, i, value)                                                                                      \
  do {                                                                                                            \
    (array)[i] = (value);                                                                                         \
  } while (0)
#define SWAP(x, y)                                                                                                \
  {                                                                                                               \
    const int old = x;                                                                                            \
    x = y;                                                                                                        \
    y = old;                                                                                                      \
  }
#define FIRST 2
#define ADD +=

int a[SIZE], b[SIZE];

int main() {
  [[fork::parallel]] for (int i = 0; i < SIZE; ++i) SET(a, i, SQUARE(i));
  [[fork::parallel]] for (int i = FIRST; i < SIZE - FIRST; i += FIRST) {
    SET(b, i, SQUARE(i + 1) - i);
    SWAP(a[i], b[i]);
  }
  [[fork::parallel]] for (int i = 0; i < SIZE; ++i) {
    if (SQUARE(i) % 4 == 1)
      continue;
    a[i] += SIZE;
  }
  int sum = 0;
  [[fork::parallel]] for (int i = 0; i < SIZE; ++i) sum ADD SQUARE(a[i] % 100);
  for (int i = 0; i < SIZE; ++i)
    std::printf("%d,%d ", a[i], b[i]);
  std::printf("\n%d\n", sum);
}

// RUN: %check_run --flags=-I%S/Inputs --flags=-DROUNDS=3 %s
// Includes, conditional compilation and line directives around annotated code.
#include "plain_header.hpp"
#include <cstdio>
#ifdef ROUNDS
#define TIMES ROUNDS
#else
#error "the flag did not arrive"
#endif

int main() {
  int a[20];
#if TIMES > 2
  [[fork::parallel]] for (int i = 0; i < 20; ++i) a[i] = header_square(i) * TIMES;
#else
  this is never compiled
#endif
  int sum = 0;
  [[fork::parallel]] for (int x : a) sum += x;
  std::printf("%d\n", sum);
}

// RUN: %check_run %s --hosts=plugin,xfork++,xfork++-g++
// A macro that stands for an annotation, so that other builds can define it as nothing; and conditionals in the head of
// a loop. For a compiler that gets the text at once; a host that edits files refuses both.
#include <cstdio>
#define PARALLEL [[fork::parallel]]
#define PARALLEL_BY(n) [[fork::parallel, fork::grain(n)]]
#define UP 1

static long square(long x) { return x * x; }

int main() {
  int a[20];
  PARALLEL for (int i = 0; i < 20; ++i) {
    a[i] = i * i;
  }
  long sum = 0;
  PARALLEL_BY(4) for (int x : a)
    sum += x;
  PARALLEL long y = square(sum);
  PARALLEL
  for (int i = 0; i <
#if UP
       20
#else
       10
#endif
       ; ++i)
    a[i] += 1;
  [[fork::parallel]] for (int x : a)
#if UP
    sum += x;
#else
    sum -= x;
#endif
  std::printf("%ld %ld\n", sum, y);
}

// Recursion with tasks: Fibonacci numbers, and a merge sort on an array.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <vector>

static int fib(int n) {
  if (n < 2)
    return n;
  int a, b;
#pragma omp task shared(a) if (n > 12)
  a = fib(n - 1);
#pragma omp task shared(b) if (n > 12)
  b = fib(n - 2);
#pragma omp taskwait
  return a + b;
}

static void merge_sort(int *values, int *scratch, int n) {
  if (n < 2)
    return;
  const int half = n / 2;
#pragma omp task final(n < 2000)
  {
    merge_sort(values, scratch, half);
  }
  merge_sort(values + half, scratch + half, n - half);
#pragma omp taskwait
  std::merge(values, values + half, values + half, values + n, scratch);
  std::copy(scratch, scratch + n, values);
}

int main(int argc, char **argv) {
  const int n = argc > 1 ? std::atoi(argv[1]) : 20;
  const int size = argc > 2 ? std::atoi(argv[2]) : 20000;
  int result = 0;
  std::vector<int> values(size), scratch(size);
  for (int i = 0; i < size; ++i)
    values[i] = static_cast<int>(i * 7919L % 100003);
#pragma omp parallel
#pragma omp single nowait
  result = fib(n);
#pragma omp parallel
  {
#pragma omp single
    merge_sort(values.data(), scratch.data(), size);
  }
  std::printf("fib %d sorted %d median %d\n", result, std::is_sorted(values.begin(), values.end()), values[size / 2]);
}

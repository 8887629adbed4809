// RUN: %check_run %s
// Reductions into members, globals, statics, array elements and through references and pointers.
#include <cstdio>

struct Statistics {
  long sum = 0;
  int count = 0;
  int largest = -1;

  void add(const int *values, int n) {
    [[fork::parallel]] for (int i = 0; i < n; ++i) {
      sum += values[i];
      ++count;
      if (values[i] > largest)
        largest = values[i];
    }
  }
};

long global_sum = 5;

void add_to(long &total, const int *values, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) total += values[i];
}

int main() {
  int values[60];
  for (int i = 0; i < 60; ++i)
    values[i] = i * 37 % 61;

  Statistics statistics;
  statistics.add(values, 60);
  statistics.add(values, 10);
  std::printf("%ld %d %d\n", statistics.sum, statistics.count, statistics.largest);

  [[fork::parallel]] for (int x : values) global_sum += x;
  static long static_sum = 7;
  [[fork::parallel]] for (int x : values) static_sum += x;
  long local = 0;
  add_to(local, values, 60);
  Statistics other;
  [[fork::parallel]] for (int x : values) other.sum += x;
  std::printf("%ld %ld %ld %ld\n", global_sum, static_sum, local, other.sum);
}

// RUN: %check_run %s
// The ways to declare an index.
#include <cstddef>
#include <cstdio>

using Index = int;
typedef unsigned long Position;

int main() {
  int a[24] = {};
  [[fork::parallel]] for (auto i = 0; i < 24; ++i) a[i] += i;
  [[fork::parallel]] for (auto i = 0u; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (auto i = 0ul; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (int i{2}; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (int i(3); i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (Index i = 4; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (Position i = 5; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (std::size_t i = 6; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (decltype(sizeof(int)) i = 7; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (long long int i = 8; i < 24; ++i) a[i] += 1;
  [[fork::parallel]] for (unsigned i = sizeof(long); i < 24; ++i) a[i] += 1;
  for (int x : a)
    std::printf("%d ", x);
  std::printf("\n");
}

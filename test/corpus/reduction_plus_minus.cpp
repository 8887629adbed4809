// RUN: %check_run %s
// Sums in every spelling, for every kind of number.
#include <cstdint>
#include <cstdio>

int main() {
  const int n = 1000;
  int plus = 1, minus = 1, counted = 0, counted_down = 10, after = 0, before = 0, spelled = 2, reversed = 3;
  [[fork::parallel]] for (int i = 0; i < n; ++i) plus += i;
  [[fork::parallel]] for (int i = 0; i < n; ++i) minus -= 3 * i;
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (i % 7 == 2) ++counted;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    if (i % 5 == 1)
      counted_down--;
    if (i % 6 == 1)
      --counted_down;
  }
  [[fork::parallel]] for (int i = 0; i < n; ++i) after++;
  [[fork::parallel]] for (int i = 0; i < n; ++i) ++before;
  [[fork::parallel]] for (int i = 0; i < n; ++i) spelled = spelled + i % 4;
  [[fork::parallel]] for (int i = 0; i < n; ++i) reversed = i % 9 + reversed;
  std::printf("%d %d %d %d %d %d %d %d\n", plus, minus, counted, counted_down, after, before, spelled, reversed);

  long twice = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    twice += i;
    if (i & 1)
      twice += 1000;
    twice -= 2;
  }
  unsigned wrapping = 0xfffffff0u;
  [[fork::parallel]] for (int i = 0; i < n; ++i) wrapping += static_cast<unsigned>(i);
  std::uint64_t wide = 0;
  [[fork::parallel]] for (std::uint64_t i = 0; i < 100; ++i) wide += i << 40;
  unsigned char narrow = 0;
  [[fork::parallel]] for (int i = 0; i < 300; ++i) ++narrow;
  std::size_t size = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) size += sizeof(long);
  std::printf("%ld %u %llu %d %zu\n", twice, wrapping, static_cast<unsigned long long>(wide), narrow, size);
}

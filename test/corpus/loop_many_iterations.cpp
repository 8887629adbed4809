// RUN: %check_run %s
// Long loops and many short ones, so that work is really split and stolen.
#include <cstdint>
#include <cstdio>
#include <vector>

std::uint64_t mix(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51afd7ed558ccdull;
  x ^= x >> 29;
  return x;
}

int main() {
  const std::size_t n = 200000;
  std::vector<std::uint64_t> v(n);
  [[fork::parallel]] for (std::size_t i = 0; i < n; ++i) v[i] = mix(i);
  std::uint64_t sum = 0, bits = 0;
  [[fork::parallel]] for (const auto x : v) {
    sum += x;
    bits ^= x * 3;
  }
  for (int round = 0; round < 200; ++round)
    [[fork::parallel]] for (std::size_t i = 0; i < 64; ++i) v[i] = mix(v[i] + static_cast<std::uint64_t>(round));
  // Most of the work lies in the last iterations.
  [[fork::parallel]] for (std::size_t i = 0; i < 400; ++i)
    for (std::size_t k = 0; k < i * i / 8; ++k)
      v[i] = mix(v[i] + k);
  std::uint64_t after = 0;
  [[fork::parallel]] for (std::size_t i = 0; i < 400; ++i) after += v[i];
  std::printf("%llx %llx %llx\n", static_cast<unsigned long long>(sum), static_cast<unsigned long long>(bits),
              static_cast<unsigned long long>(after));
}

// RUN: %check_run %s
// Bounds next to the ends of the index type, and bounds of another type than the index.
#include <climits>
#include <cstdint>
#include <cstdio>

int main() {
  unsigned long long hash = 0;
  [[fork::parallel]] for (int i = INT_MAX - 50; i < INT_MAX; ++i) hash += static_cast<unsigned>(i) % 1000u;
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (int i = INT_MAX - 50; i < INT_MAX - 8; i += 9) hash ^= static_cast<unsigned>(i);
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (int i = INT_MIN; i < INT_MIN + 20; ++i) hash += static_cast<unsigned>(i) >> 3;
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (int i = INT_MIN + 20; i > INT_MIN; --i) hash += static_cast<unsigned>(i) >> 2;
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (std::uint64_t i = UINT64_MAX - 30; i < UINT64_MAX; ++i) hash ^= i;
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (std::uint64_t i = UINT64_MAX - 30; i != 0; ++i) hash += i;
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (signed char i = -128; i != 127; ++i) hash += static_cast<unsigned>(i + 200);
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (int i = 0; i < 77ull; ++i) hash += static_cast<unsigned>(i);
  std::printf("%llu\n", hash);
  [[fork::parallel]] for (unsigned char i = 0; i < 200u; ++i) hash += i;
  std::printf("%llu\n", hash);
  const short bound = 90;
  [[fork::parallel]] for (long i = -90; i <= bound; i += bound / 9) hash += static_cast<unsigned long>(i * i);
  std::printf("%llu\n", hash);
  const double real_bound = 12.5;
  [[fork::parallel]] for (unsigned i = 0; i < static_cast<unsigned>(real_bound); ++i) hash += i;
  std::printf("%llu\n", hash);
  const volatile double fraction = 2.5;
  [[fork::parallel]] for (int i = -3; i < fraction; ++i) hash += static_cast<unsigned>(i + 7);
  [[fork::parallel]] for (int i = 9; i >= fraction; i -= 2) hash += static_cast<unsigned>(i);
  std::printf("%llu\n", hash);
}

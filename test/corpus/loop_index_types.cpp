// RUN: %check_run %s
// An index of every integral type, signed and unsigned, narrow and wide.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <vector>

int main() {
  std::vector<long long> v(300);
  auto print = [&](const char *type) {
    unsigned long long hash = 0;
    for (long long x : v)
      hash = hash * 31 + static_cast<unsigned long long>(x);
    std::printf("%s %llu\n", type, hash);
  };

  [[fork::parallel]] for (char i = 0; i < 100; ++i) v[static_cast<std::size_t>(i)] = 3 * i;
  print("char");
  [[fork::parallel]] for (signed char i = -128; i < 127; ++i) v[static_cast<std::size_t>(i + 128)] = i;
  print("signed char");
  [[fork::parallel]] for (unsigned char i = 0; i < 255; ++i) v[i] += i;
  print("unsigned char");
  [[fork::parallel]] for (short i = 0; i < 300; ++i) v[static_cast<std::size_t>(i)] += i;
  print("short");
  [[fork::parallel]] for (unsigned short i = 0; i < 300; ++i) v[i] += 2 * i;
  print("unsigned short");
  [[fork::parallel]] for (unsigned i = 0; i < 300u; ++i) v[i] += i;
  print("unsigned");
  [[fork::parallel]] for (long i = 0; i < 300; ++i) v[static_cast<std::size_t>(i)] -= i;
  print("long");
  [[fork::parallel]] for (unsigned long i = 0; i < 300; ++i) v[i] += 7;
  print("unsigned long");
  [[fork::parallel]] for (long long i = 0; i < 300; ++i) v[static_cast<std::size_t>(i)] ^= i;
  print("long long");
  [[fork::parallel]] for (unsigned long long i = 0; i < 300; ++i) v[i] *= 3;
  print("unsigned long long");
  [[fork::parallel]] for (std::size_t i = 0; i < v.size(); ++i) v[i] += static_cast<long long>(i);
  print("size_t");
  [[fork::parallel]] for (std::ptrdiff_t i = 0; i < 300; ++i) v[static_cast<std::size_t>(i)] += i;
  print("ptrdiff_t");
  [[fork::parallel]] for (std::int8_t i = 0; i < 127; ++i) v[static_cast<std::size_t>(i)] += i;
  print("int8_t");
  [[fork::parallel]] for (std::uint16_t i = 0; i < 299; ++i) v[i] += i;
  print("uint16_t");
  [[fork::parallel]] for (std::int64_t i = 0; i < 300; ++i) v[static_cast<std::size_t>(i)] += i;
  print("int64_t");
  [[fork::parallel]] for (wchar_t i = 0; i < 300; ++i) v[static_cast<std::size_t>(i)] += i;
  print("wchar_t");
}

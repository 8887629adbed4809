#include "with_workers.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using reduction_test = with_workers;

TEST_P(reduction_test, every_operation) {
  int plus = 3, smallest = 50, largest = 2;
  unsigned product = 1, all = ~0u, any = 1, odd = 5;
  bool every = true, some = false;
  xfork::for_loop(xfork::below<int>(1, 5000), xfork::reduction_plus(plus), xfork::reduction_multiplies(product),
                  xfork::reduction_min(smallest), xfork::reduction_max(largest), xfork::reduction_bit_and(all),
                  xfork::reduction_bit_or(any), xfork::reduction_bit_xor(odd), xfork::reduction_logical_and(every),
                  xfork::reduction_logical_or(some),
                  [](int i, int &p, unsigned &m, int &lo, int &hi, unsigned &a, unsigned &o, unsigned &x, bool &e, bool &s) {
                    const auto u = static_cast<unsigned>(i);
                    p += i, m *= 2 * u + 1, lo = std::min(lo, 7000 - i), hi = std::max(hi, i);
                    a &= u | 0x8000u, o |= u, x ^= u, e = e && i > 0, s = s || i == 4999;
                  });
  int plus2 = 3, smallest2 = 50, largest2 = 2;
  unsigned product2 = 1, all2 = ~0u, any2 = 1, odd2 = 5;
  for (int i = 1; i < 5000; ++i) {
    const auto u = static_cast<unsigned>(i);
    plus2 += i, product2 *= 2 * u + 1, smallest2 = std::min(smallest2, 7000 - i), largest2 = std::max(largest2, i);
    all2 &= u | 0x8000u, any2 |= u, odd2 ^= u;
  }
  EXPECT_EQ(plus, plus2);
  EXPECT_EQ(product, product2);
  EXPECT_EQ(smallest, smallest2);
  EXPECT_EQ(largest, largest2);
  EXPECT_EQ(all, all2);
  EXPECT_EQ(any, any2);
  EXPECT_EQ(odd, odd2);
  EXPECT_TRUE(every);
  EXPECT_TRUE(some);
}

TEST_P(reduction_test, small_integers_wrap_as_in_the_source) {
  unsigned char bytes = 250;
  short shorts = 1;
  xfork::for_loop(xfork::below<int>(0, 300), xfork::reduction_plus(bytes), xfork::reduction_plus(shorts),
                  [](int i, unsigned char &b, auto &s) {
                    b = static_cast<unsigned char>(b + i);
                    s = static_cast<short>(s + i);
                  });
  unsigned char expected = 250;
  for (int i = 0; i < 300; ++i)
    expected = static_cast<unsigned char>(expected + i);
  EXPECT_EQ(bytes, expected);
  EXPECT_EQ(shorts, static_cast<short>(1 + 300 * 299 / 2));
}

TEST_P(reduction_test, associative_but_not_commutative) {
  std::string text = "start:", expected = text;
  for (int i = 0; i < 3000; ++i)
    expected += std::to_string(i);
  xfork::for_loop(xfork::below<int>(0, 3000), xfork::reduction_plus(text),
                  [](int i, std::string &part) { part += std::to_string(i); });
  EXPECT_EQ(text, expected);
}

double harmonic(int n) {
  double sum = 0.1;
  xfork::for_loop(xfork::below<int>(1, n), xfork::reduction_plus(sum), [](int i, double &part) { part += 1.0 / i; });
  return sum;
}

TEST_P(reduction_test, same_bits_for_any_number_of_workers) {
  for (const int n : {5, 100, 5000, 1'000'000 / slowness}) {
    const double here = harmonic(n);
    for (int repeat = 0; repeat < 5; ++repeat)
      EXPECT_EQ(harmonic(n), here);
    xfork::set_mode(xfork::mode::serial);
    const double serial = harmonic(n);
    EXPECT_EQ(std::memcmp(&here, &serial, sizeof here), 0) << n;
    SetUp();
  }
}

TEST_P(reduction_test, with_a_grain_too) {
  long sum = 0;
  xfork::for_loop(xfork::below<int>(0, 1000), xfork::grain(64), xfork::reduction_plus(sum), [](int i, long &p) { p += i; });
  xfork::for_loop(xfork::below<int>(0, 1000), xfork::reduction_plus(sum), xfork::grain(64), [](int i, long &p) { p += i; });
  EXPECT_EQ(sum, 999'000);
}

struct no_default {
  explicit no_default(int v) : value(v) {}
  int value;
  bool operator<(const no_default &other) const { return value < other.value; }
};

TEST_P(reduction_test, min_and_max_need_no_identity) {
  no_default least(10), most(10);
  xfork::for_loop(xfork::below<int>(0, 1000), xfork::reduction_min(least), xfork::reduction_max(most),
                  [](int i, no_default &lo, no_default &hi) {
                    lo = std::min(lo, no_default(i * 7 % 1000 - 5));
                    hi = std::max(hi, no_default(i * 7 % 1000));
                  });
  EXPECT_EQ(least.value, -5);
  EXPECT_EQ(most.value, 999);
}

TEST_P(reduction_test, a_throwing_loop_leaves_the_serial_value) {
  for (const int thrower : {0, 1, 500, 2999}) {
    long sum = 1;
    EXPECT_THROW(xfork::for_loop(xfork::below<int>(0, 3000), xfork::reduction_plus(sum),
                                 [&](int i, long &part) {
                                   if (i == thrower || i == thrower + 700)
                                     throw std::range_error("here");
                                   part += i;
                                 }),
                 std::range_error);
    EXPECT_EQ(sum, 1 + static_cast<long>(thrower) * (thrower - 1) / 2) << thrower;
  }
}

TEST_P(reduction_test, over_elements) {
  const std::vector<int> data(10'000, 3);
  long sum = 0;
  int most = 0;
  xfork::for_each(data, xfork::reduction_plus(sum), xfork::reduction_max(most), [](int value, long &part, int &high) {
    part += value;
    high = std::max(high, value);
  });
  EXPECT_EQ(sum, 30'000);
  EXPECT_EQ(most, 3);
}

XFORK_WITH_WORKERS(reduction_test);

} // namespace

// Every range against the loop it stands for.
#include <xfork/xfork.hpp>

#include <climits>
#include <cstdint>
#include <gtest/gtest.h>
#include <limits>
#include <stdexcept>
#include <vector>

namespace {

template <class Index, xfork::stepping Direction, bool ByOne>
std::vector<Index> values(const xfork::index_range<Index, Direction, ByOne> &range) {
  std::vector<Index> result;
  for (std::uint64_t n = 0; n < range.size() && n < 100'000; ++n)
    result.push_back(range[n]);
  if (range.size() != 0) { // the counted walk must agree with the arithmetic
    std::vector<Index> walked;
    auto visit = [&](const Index &at) { walked.push_back(at); };
    range.walk(0, result.size(), visit);
    EXPECT_EQ(walked, result);
  }
  return result;
}

#define SERIAL(Index, init, condition, increment)                                                              \
  [&] {                                                                                                        \
    std::vector<Index> result;                                                                                 \
    for (Index i = init; condition; increment)                                                                 \
      result.push_back(i);                                                                                     \
    return result;                                                                                             \
  }()

TEST(index_range_test, below_takes_what_the_loop_takes) {
  for (int from = -7; from < 8; ++from)
    for (int to = -9; to < 9; ++to)
      for (int step = 1; step < 6; ++step)
        EXPECT_EQ(values(xfork::below<int>(from, to, step)), SERIAL(int, from, i < to, i += step));
}

TEST(index_range_test, up_to_takes_what_the_loop_takes) {
  for (int from = -7; from < 8; ++from)
    for (int to = -9; to < 9; ++to)
      for (int step = 1; step < 6; ++step)
        EXPECT_EQ(values(xfork::up_to<int>(from, to, step)), SERIAL(int, from, i <= to, i += step));
}

TEST(index_range_test, above_takes_what_the_loop_takes) {
  for (int from = -7; from < 8; ++from)
    for (int to = -9; to < 9; ++to)
      for (int step = 1; step < 6; ++step)
        EXPECT_EQ(values(xfork::above<int>(from, to, step)), SERIAL(int, from, i > to, i -= step));
}

TEST(index_range_test, down_to_takes_what_the_loop_takes) {
  for (int from = -7; from < 8; ++from)
    for (int to = -9; to < 9; ++to)
      for (int step = 1; step < 6; ++step)
        EXPECT_EQ(values(xfork::down_to<int>(from, to, step)), SERIAL(int, from, i >= to, i -= step));
}

TEST(index_range_test, until_takes_what_the_loop_takes) {
  for (int step : {-3, -2, -1, 1, 2, 3})
    for (int from = -7; from < 8; ++from)
      for (int count = 0; count < 6; ++count) {
        const int to = from + count * step;
        EXPECT_EQ(values(xfork::until<int>(from, to, step)), SERIAL(int, from, i != to, i += step));
      }
  EXPECT_EQ(values(xfork::until<int>(10, 4, -1)), SERIAL(int, 10, i != 4, --i));
}

TEST(index_range_test, until_wraps_where_the_source_wraps) {
  using byte = unsigned char;
  const std::vector<byte> wrapped = values(xfork::until<byte>(250, 3));
  EXPECT_EQ(wrapped, SERIAL(byte, 250, i != 3, ++i));
  const std::vector<byte> down = values(xfork::until<byte>(3, 250, -1));
  EXPECT_EQ(down, SERIAL(byte, 3, i != 250, --i));
}

TEST(index_range_test, until_refuses_a_step_over_the_bound) {
  EXPECT_THROW(xfork::until<int>(0, 5, 2), std::invalid_argument);
  EXPECT_THROW(xfork::until<int>(0, 5, 0), std::invalid_argument);
  EXPECT_THROW(xfork::below<int>(0, 5, 0), std::invalid_argument);
  EXPECT_THROW(xfork::below<int>(0, 5, -1), std::invalid_argument);
}

TEST(index_range_test, a_bound_may_be_no_whole_number) {
  for (double bound : {-1e300, -3.0, -2.5, -0.5, 0.0, 0.5, 2.5, 3.0, 7.999})
    for (int step = 1; step < 4; ++step) {
      EXPECT_EQ(values(xfork::below<int>(-4, bound, step)), SERIAL(int, -4, i < bound, i += step)) << bound;
      EXPECT_EQ(values(xfork::up_to<int>(-4, bound, step)), SERIAL(int, -4, i <= bound, i += step)) << bound;
      if (bound > -1e9) {
        EXPECT_EQ(values(xfork::above<int>(9, bound, step)), SERIAL(int, 9, i > bound, i -= step)) << bound;
        EXPECT_EQ(values(xfork::down_to<int>(9, bound, step)), SERIAL(int, 9, i >= bound, i -= step)) << bound;
      }
      EXPECT_EQ(values(xfork::below<unsigned>(0, bound, step)), SERIAL(unsigned, 0, i < bound, i += static_cast<unsigned>(step))) << bound;
    }
  EXPECT_EQ(values(xfork::below<int>(0, 2.5f)).size(), 3u);
  EXPECT_EQ(values(xfork::below<int>(0, std::numeric_limits<double>::quiet_NaN())).size(), 0u);
  EXPECT_EQ(xfork::below<signed char>(0, 1e9).size(), 127u); // where the source's loop overflows
}

TEST(index_range_test, compares_as_the_source_compares) {
  EXPECT_EQ(xfork::below<int>(-1, 5u).size(), 0u); // -1 < 5u is false
  EXPECT_EQ(xfork::below<int>(0, std::size_t{5}).size(), 5u);
  EXPECT_EQ(xfork::below<int>(-1, 5l).size(), 6u);
  EXPECT_EQ(xfork::up_to<short>(-1, 3u).size(), 0u);
  EXPECT_EQ(xfork::above<int>(5, -1).size(), 6u);
  EXPECT_EQ(xfork::above<int>(5, 4'000'000'000u).size(), 0u);
  EXPECT_EQ(xfork::below<unsigned>(0, -1).size(), 4'294'967'295u); // 0u < -1 compares unsigned
  EXPECT_EQ(xfork::below<std::size_t>(0, 'a').size(), 97u);
}

TEST(index_range_test, does_not_overflow_at_the_ends_of_a_type) {
  EXPECT_EQ(xfork::up_to<int>(0, INT_MAX).size(), std::uint64_t{INT_MAX} + 1);
  EXPECT_EQ(xfork::up_to<int>(INT_MIN, INT_MAX).size(), std::uint64_t{1} << 32);
  EXPECT_EQ(xfork::below<int>(INT_MIN, INT_MAX).size(), (std::uint64_t{1} << 32) - 1);
  EXPECT_EQ(xfork::down_to<int>(INT_MAX, INT_MIN, 1 << 30).size(), 4u);
  EXPECT_EQ(xfork::up_to<unsigned char>(0, 255).size(), 256u);
  EXPECT_EQ(xfork::up_to<std::int64_t>(INT64_MIN, INT64_MAX, 2).size(), std::uint64_t{1} << 63);
  EXPECT_EQ(xfork::below<std::uint64_t>(0, UINT64_MAX).size(), UINT64_MAX);
  EXPECT_EQ(values(xfork::up_to<int>(INT_MAX - 2, INT_MAX)), (std::vector<int>{INT_MAX - 2, INT_MAX - 1, INT_MAX}));
  EXPECT_EQ(values(xfork::down_to<signed char>(-126, -128)), (std::vector<signed char>{-126, -127, -128}));
  EXPECT_EQ(values(xfork::up_to<int>(INT_MAX - 5, INT_MAX, 4)), (std::vector<int>{INT_MAX - 5, INT_MAX - 1}));
  EXPECT_EQ(values(xfork::down_to<unsigned>(2, 0u)), (std::vector<unsigned>{2, 1, 0}));
}

template <class Index> class index_types : public testing::Test {};
using every_index = testing::Types<char, signed char, unsigned char, short, unsigned short, int, unsigned, long,
                                   unsigned long, long long, unsigned long long, wchar_t, char8_t, char16_t, char32_t>;
TYPED_TEST_SUITE(index_types, every_index);

TYPED_TEST(index_types, any_integral_type_is_an_index) {
  using limits = std::numeric_limits<TypeParam>;
  const auto last = limits::max();
  const auto near = static_cast<TypeParam>(last - 5);
  EXPECT_EQ(xfork::up_to<TypeParam>(near, last).size(), 6u);
  EXPECT_EQ(values(xfork::up_to<TypeParam>(near, last)).back(), last);
  EXPECT_EQ(xfork::below<TypeParam>(0, 50, 7).size(), 8u);
  EXPECT_EQ(values(xfork::down_to<TypeParam>(TypeParam(9), TypeParam(0), 3)).size(), 4u);
}

TEST(index_range_test, takes_iterators_and_pointers) {
  std::vector<int> data(10);
  int *first = data.data();
  EXPECT_EQ(values(xfork::below(first, first + 10, 3)), SERIAL(int *, first, i < first + 10, i += 3));
  EXPECT_EQ(values(xfork::until(first, static_cast<const int *>(first + 10))).size(), 10u);
  EXPECT_EQ(values(xfork::until(first + 10, first, -2)), SERIAL(int *, first + 10, i != first, i -= 2));
  EXPECT_EQ(xfork::below(data.begin(), data.cend()).size(), 10u);
  EXPECT_EQ(xfork::down_to(data.end() - 1, data.begin()).size(), 10u);
}

TEST(index_range_test, deduces_what_auto_would) {
  auto range = xfork::below(short{1}, 5l);
  static_assert(std::is_same_v<decltype(range), xfork::index_range<short, xfork::stepping::up, true>>);
  EXPECT_EQ(range.size(), 4u);
}

} // namespace

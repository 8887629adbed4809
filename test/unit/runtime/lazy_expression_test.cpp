#include "with_workers.hpp"

#include <atomic>
#include <complex>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

namespace {

using lazy_expression_test = with_workers;
using xfork::lazy;

template <class T> lazy<T> in_background(T value) {
  return xfork::fork([value] { return value; });
}

template <class Expected, class T> void expect_lazy(const lazy<T> &value, Expected expected) {
  static_assert(std::is_same_v<T, Expected>);
  EXPECT_EQ(value.get(), expected);
}

TEST_P(lazy_expression_test, arithmetic_on_either_side) {
  const lazy<int> a = in_background(12), b = in_background(5);
  expect_lazy(a + b, 17);
  expect_lazy(a - 1, 11);
  expect_lazy(100 - a, 88);
  expect_lazy(a * 2.5, 30.0);
  expect_lazy(7 / b, 1);
  expect_lazy(a % b, 2);
  expect_lazy(a & 4, 4);
  expect_lazy(1 | a, 13);
  expect_lazy(a ^ b, 9);
  expect_lazy(a << 2, 48);
  expect_lazy(1 << b, 32);
  expect_lazy(a >> 1, 6);
  expect_lazy(-a, -12);
  expect_lazy(+a, 12);
  expect_lazy(~a, ~12);
  expect_lazy(a * b + a * 2 - -b, 89);
  expect_lazy(in_background(std::string("x")) + "y" + std::string("z"), std::string("xyz"));
  expect_lazy(in_background(std::complex<double>(1, 2)) * std::complex<double>(0, 1), std::complex<double>(-2, 1));
}

TEST_P(lazy_expression_test, types_are_those_of_the_values) {
  const lazy<char> c = in_background('a');
  expect_lazy(c + c, int('a') * 2);
  expect_lazy(+c, int('a'));
  const lazy<unsigned> u = in_background(1u);
  expect_lazy(u - 2, 0u - 1u);
  int target = 4;
  const lazy<int &> r = xfork::fork([&]() -> int & { return target; });
  expect_lazy(r + 1, 5);
}

TEST_P(lazy_expression_test, compound_assignment) {
  lazy<int> x = in_background(10);
  const lazy<int> before = x;
  x += 5, x -= in_background(1), x *= 2, x /= 3, x %= 7, x <<= 3, x >>= 1, x |= 1, x &= 7, x ^= 2;
  int y = 10;
  y += 5, y -= 1, y *= 2, y /= 3, y %= 7, y <<= 3, y >>= 1, y |= 1, y &= 7, y ^= 2;
  EXPECT_EQ(x, y);
  EXPECT_EQ(before, 10);
  x += x;
  EXPECT_EQ(x, 2 * y);
  lazy<int> narrow = in_background(3);
  narrow *= 1.5; // in double, then back to int, as for an int
  EXPECT_EQ(narrow, 4);
}

TEST_P(lazy_expression_test, what_needs_the_value_waits) {
  const lazy<int> a = in_background(3);
  EXPECT_TRUE(a == 3 && 3 == a && a != 4 && a < 4 && 2 < a && a <= a && a >= 3 && 4 > a);
  std::ostringstream text;
  text << a << ' ' << in_background(std::string("text"));
  EXPECT_EQ(text.str(), "3 text");
  EXPECT_TRUE(a ? true : false);
  EXPECT_EQ(true ? a : 0, 3);
  EXPECT_EQ(std::hash<lazy<int>>()(a), std::hash<int>()(3));
  EXPECT_EQ((std::unordered_set<lazy<int>>{a, in_background(3), in_background(4)}).size(), 2u);

  const lazy<std::vector<int>> v = in_background(std::vector<int>{1, 2, 3});
  int sum = 0;
  for (int i : v)
    sum += i;
  EXPECT_EQ(sum, 6);
  EXPECT_EQ(v[1], 2);
  EXPECT_EQ(v->size(), 3u);

  const lazy<std::unique_ptr<std::string>> p = xfork::fork([] { return std::make_unique<std::string>("abc"); });
  EXPECT_EQ(p->size(), 3u);
  EXPECT_EQ(*p, "abc");
  EXPECT_TRUE(static_cast<bool>(p));
  const auto twice = xfork::fork([] { return [](int n) { return 2 * n; }; });
  EXPECT_EQ(twice(4), 8);
}

TEST_P(lazy_expression_test, does_not_wait) {
  if (serial())
    GTEST_SKIP() << "everything is there at once";
  std::atomic<bool> go = false;
  const lazy<int> held = xfork::fork([&] {
    go.wait(false);
    return 1;
  });
  lazy<int> sum = held + 1;
  sum += held * 2;
  const lazy<int> other = -sum;
  EXPECT_FALSE(sum.ready() || other.ready());
  go = true, go.notify_all();
  EXPECT_EQ(other, -4);
}

TEST_P(lazy_expression_test, an_error_goes_through_to_who_asks) {
  const lazy<int> bad = xfork::fork([]() -> int { throw std::range_error("bad"); });
  const lazy<int> worse = xfork::fork([]() -> int { throw std::length_error("worse"); });
  EXPECT_THROW((1 + bad).get(), std::range_error);
  EXPECT_THROW((bad + worse).get(), std::range_error); // the left one, as the serial program
  EXPECT_THROW((worse * 2 + bad).get(), std::length_error);
  const lazy<std::string> text = in_background(std::string("x"));
  lazy<std::string> appended = text;
  appended += xfork::fork([]() -> std::string { throw std::range_error("bad"); });
  EXPECT_THROW(appended.get(), std::range_error);
  EXPECT_EQ(text, "x");
}

TEST_P(lazy_expression_test, a_null_operand_is_refused) {
  lazy<int> null;
  EXPECT_THROW(null + 1, xfork::empty_lazy);
  EXPECT_THROW(null += 1, xfork::empty_lazy);
  EXPECT_THROW(null.get(), xfork::empty_lazy);
  lazy<int> one(1);
  EXPECT_THROW(one += null, xfork::empty_lazy);
  EXPECT_EQ(one, 1);
}

constexpr int million = 1'000'000 / slowness;

TEST_P(lazy_expression_test, a_million_additions) {
  std::atomic<bool> go = serial();
  const lazy<long> first = xfork::fork([&] {
    go.wait(false);
    return 1L;
  });
  lazy<long> left = first + 0L, right = first + 0L, folded = first + 0L;
  for (int i = 1; i < million; ++i) {
    left = left + 1L;
    right = i + right;
    folded += first;
  }
  lazy<long> dropped = left + right; // nobody asks for it
  go = true, go.notify_all();
  dropped = lazy<long>();
  EXPECT_EQ(left, million);
  EXPECT_EQ(right, 1L * million * (million - 1) / 2 + 1);
  EXPECT_EQ(folded, million);
}

TEST_P(lazy_expression_test, a_million_additions_are_dropped_unasked) {
  std::atomic<bool> go = serial();
  lazy<int> sum = xfork::fork([&] {
    go.wait(false);
    return 1;
  });
  for (int i = 0; i < million; ++i)
    sum = sum + in_background(1);
  go = true, go.notify_all();
}

TEST_P(lazy_expression_test, the_sum_of_many_calls_is_in_order) {
  lazy<double> sum(0.0);
  double expected = 0;
  for (int i = 1; i <= 100'000 / slowness; ++i) {
    sum += xfork::fork([](int n) { return 1.0 / n; }, i);
    expected += 1.0 / i;
  }
  EXPECT_EQ(sum, expected); // the same bits
}

TEST_P(lazy_expression_test, a_growing_string_is_not_copied_each_time) {
  lazy<std::string> text = in_background(std::string());
  const int n = 200'000 / slowness; // copied, that would be 20 GB
  for (int i = 0; i < n; ++i)
    text += "x";
  EXPECT_EQ(text->size(), static_cast<std::size_t>(n));
}

TEST_P(lazy_expression_test, many_threads_ask_for_parts_of_one_graph) {
  for (int round = 0; round < 20; ++round) {
    std::vector<lazy<long>> values{in_background(1L), in_background(2L)};
    for (int i = 0; i < 60; ++i)
      values.push_back((values[values.size() - 1] - values[values.size() - 2]) + in_background(long{i}));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
      threads.emplace_back([values, t] {
        for (std::size_t i = 0; i < values.size(); ++i)
          values[(i * 37 + t * 11) % values.size()].get();
      });
    for (auto &t : threads)
      t.join();
    std::vector<long> expected{1, 2};
    for (int i = 0; i < 60; ++i)
      expected.push_back(expected[expected.size() - 1] - expected[expected.size() - 2] + i);
    EXPECT_EQ(values.back(), expected.back());
  }
}

TEST_P(lazy_expression_test, nodes_are_small) {
  using xfork::detail::heap_task, xfork::detail::lazy_call;
  const auto call = [] { return 1; };
  EXPECT_LE((sizeof(lazy_call<int, decltype(call), heap_task>)), 64u);
  EXPECT_LE((sizeof(xfork::detail::expression_node<long, xfork::detail::plus, lazy<long>, lazy<long>>)), 64u);
  EXPECT_LE((sizeof(xfork::detail::expression_node<double, xfork::detail::plus_assign, lazy<double>, double>)), 64u);
}

XFORK_WITH_WORKERS(lazy_expression_test);

} // namespace

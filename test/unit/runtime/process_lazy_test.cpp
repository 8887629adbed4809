// Lazy values that come from other processes.
#include "with_workers.hpp"
#include "xfork/process/lazy_process.hpp"
#include "xfork/process/map_process.hpp"

#include <csignal>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

#ifndef XFORK_TEST_TSAN // which does not support threads after fork

namespace {

using process_lazy_test = with_workers;

int square(int n) { return n * n; }
int fails(int n) { throw std::range_error(std::to_string(n)); }
void append(std::vector<int> &v, int n) { v.push_back(n); }

TEST_P(process_lazy_test, values_may_go_anywhere) {
  std::vector<xfork::lazy<int>> values;
  for (int i = 0; i < 40; ++i)
    values.push_back(xfork::process(square, i));
  int sum = 0;
  for (const auto &value : values)
    sum += value.get();
  EXPECT_EQ(sum, 20'540);
  xfork::lazy<int> total = xfork::process(square, 3) + xfork::process(square, values[4]);
  EXPECT_EQ(total.get(), 9 + 256);
}

TEST_P(process_lazy_test, what_nobody_asks_for_is_waited_for) {
  static_cast<void>(xfork::process(square, 3));
}

TEST_P(process_lazy_test, exceptions_and_deaths_come_with_get) {
  if (serial())
    GTEST_SKIP();
  auto failed = xfork::process(fails, 7);
  EXPECT_THROW(failed.get(), std::range_error);
  EXPECT_THROW(failed.get(), std::range_error);
  auto died = xfork::process([] { return raise(SIGKILL); });
  EXPECT_THROW(died.get(), xfork::process_died);
  xfork::process_options options;
  options.cpu_seconds = 0.05;
  auto endless = xfork::process(options, [] {
    for (volatile int i = 0;; i = i + 1)
      ;
  });
  EXPECT_THROW(endless.get(), xfork::limit_exceeded);
}

TEST_P(process_lazy_test, references_are_copied_back) {
  std::vector<int> v{1};
  auto done = xfork::process(append, std::ref(v), 2);
  done.get();
  EXPECT_EQ(v, (std::vector<int>{1, 2}));
}

TEST_P(process_lazy_test, map_streams_in_order) {
  std::vector<int> numbers(300);
  std::iota(numbers.begin(), numbers.end(), 0);
  const auto squares = xfork::map_process(square, numbers);
  ASSERT_EQ(squares.size(), 300u);
  for (int i = 0; i < 300; ++i)
    ASSERT_EQ(squares[static_cast<std::size_t>(i)].get(), i * i);
  EXPECT_TRUE(xfork::map_process(square, std::vector<int>()).empty());
}

TEST_P(process_lazy_test, a_death_costs_one_value_of_a_map) {
  if (serial())
    GTEST_SKIP();
  std::vector<int> numbers(50);
  std::iota(numbers.begin(), numbers.end(), 0);
  const auto values = xfork::map_process([](int n) { return n % 10 == 3 ? raise(SIGKILL) : n; }, numbers);
  for (int i = 0; i < 50; ++i) {
    const auto &value = values[static_cast<std::size_t>(i)];
    if (i % 10 == 3)
      EXPECT_THROW(value.get(), xfork::process_died);
    else
      EXPECT_EQ(value.get(), i);
  }
}

XFORK_WITH_WORKERS(process_lazy_test);

} // namespace

#endif

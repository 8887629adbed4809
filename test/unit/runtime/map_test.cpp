#include "gate.hpp"
#include "with_workers.hpp"

#include <xfork/map.hpp>

#include <array>
#include <atomic>
#include <chrono>
#include <iterator>
#include <list>
#include <memory>
#include <span>
#include <sstream>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <vector>

namespace {

using map_test = with_workers;
using xfork::lazy;
using namespace std::chrono_literals;

int twice(int n) { return 2 * n; }
int add(int a, int b) { return a + b; }

template <class T> std::vector<T> values(const std::vector<lazy<T>> &lazies) { return {lazies.begin(), lazies.end()}; }

TEST_P(map_test, one_range) {
  const std::vector<int> v{1, 2, 3};
  std::vector<lazy<int>> mapped = xfork::map(twice, v);
  EXPECT_EQ(values(mapped), (std::vector{2, 4, 6}));
  EXPECT_EQ(values(xfork::map(twice, std::list{4, 5})), (std::vector{8, 10}));
  const int array[] = {1, 2};
  EXPECT_EQ(values(xfork::map_thread(twice, array)), (std::vector{2, 4}));
  std::istringstream numbers("7 8 9");
  EXPECT_EQ(values(xfork::map(twice, std::span(v).first(1))), (std::vector{2}));
  EXPECT_TRUE(xfork::map(twice, std::vector<int>()).empty());
}

TEST_P(map_test, several_ranges_end_with_the_shortest) {
  const std::vector a{1, 2, 3, 4};
  const std::list b{10, 20, 30};
  EXPECT_EQ(values(xfork::map(add, a, b)), (std::vector{11, 22, 33}));
  EXPECT_EQ(values(xfork::map(add, b, a)), (std::vector{11, 22, 33}));
  EXPECT_EQ(xfork::block_map(add, a, b), (std::vector{11, 22, 33}));
  EXPECT_EQ(xfork::block_map_thread([](int x, int y, int z) { return x * y + z; }, a, b, std::array{1, 1}),
            (std::vector{11, 41}));
}

TEST_P(map_test, lazy_elements_are_edges) {
  std::vector<lazy<int>> first = xfork::map(twice, std::vector{1, 2, 3});
  EXPECT_EQ(values(xfork::map(add, first, xfork::map(twice, first))), (std::vector{6, 12, 18}));
}

TEST_P(map_test, elements_are_copied_or_moved_by_map) {
  std::vector<std::string> strings{"a", "b"};
  auto sizes = xfork::map([](const std::string &s) { return s.size(); }, strings);
  strings = {"long", "longer"};
  EXPECT_EQ(sizes[1], 1u);
  std::vector<std::unique_ptr<int>> owned;
  owned.push_back(std::make_unique<int>(5));
  EXPECT_EQ(values(xfork::map([](const std::unique_ptr<int> &p) { return *p; }, std::move(owned))), std::vector{5});
}

TEST_P(map_test, block_map_refers_to_elements) {
  std::vector<int> v{1, 2, 3};
  xfork::block_map([](int &n) { n *= 10; }, v);
  EXPECT_EQ(v, (std::vector{10, 20, 30}));
  EXPECT_EQ(xfork::block_map([](const int &n) { return &n; }, v), (std::vector<const int *>{&v[0], &v[1], &v[2]}));
  const auto owned = xfork::block_map([](int n) { return std::make_unique<int>(n); }, v);
  EXPECT_EQ(*owned[2], 30);
  const std::vector<bool> bits{true, false};
  EXPECT_EQ(xfork::block_map([](bool b) { return !b; }, bits), (std::vector<bool>{false, true}));
}

struct words { // can be walked once
  std::istringstream text{"the quick brown"};
  auto begin() { return std::istream_iterator<std::string>(text); }
  auto end() { return std::istream_iterator<std::string>(); }
};

TEST_P(map_test, ranges_that_can_be_walked_once) {
  words w;
  EXPECT_EQ(xfork::block_map([](const std::string &s) { return s.size(); }, w), (std::vector<std::size_t>{3, 5, 5}));
  EXPECT_EQ(values(xfork::map([](const std::string &s) { return s; }, words())),
            (std::vector<std::string>{"the", "quick", "brown"}));
}

TEST_P(map_test, block_map_throws_the_first_error_in_order) {
  const std::vector v{1, 2, 3, 4, 5, 6};
  for (int round = 0; round < 20; ++round) {
    try {
      xfork::block_map(
          [](int n) {
            if (n % 2 == 0)
              throw n;
            return n;
          },
          v);
      FAIL();
    } catch (int caught) {
      EXPECT_EQ(caught, 2);
    }
  }
}

TEST_P(map_test, block_map_in_time_or_not) {
  const std::vector v{1, 2, 3};
  EXPECT_EQ(xfork::block_map(1h, twice, v), (std::vector{2, 4, 6}));
  if (serial())
    GTEST_SKIP() << "the calls are over before there is anything to wait for";
  std::atomic<int> running = 0;
  EXPECT_THROW(xfork::block_map(
                   1ms,
                   [&](int n) {
                     ++running;
                     std::this_thread::sleep_for(20ms);
                     --running;
                     return n;
                   },
                   std::vector<int>(100)),
               xfork::timeout_error);
  EXPECT_EQ(running, 0); // whatever had begun has been waited for
}

TEST_P(map_test, await_all_of_a_range) {
  std::vector<lazy<int>> v = xfork::map(twice, std::vector{1, 2, 3});
  EXPECT_EQ(xfork::await_all(v), (std::vector{2, 4, 6}));
  EXPECT_EQ(xfork::await_all(v, 1h), (std::vector{2, 4, 6}));
  EXPECT_EQ(xfork::await_all(std::list<lazy<int>>()), std::vector<int>());
  auto owned = xfork::await_all(xfork::map([](int n) { return std::make_unique<int>(n); }, std::vector{7}));
  EXPECT_EQ(*owned[0], 7);
  std::vector<lazy<void>> nothing = xfork::map([](int) {}, std::vector{1, 2});
  static_assert(std::is_void_v<decltype(xfork::await_all(nothing))>);
  xfork::await_all(nothing);
  v.push_back(xfork::fork([]() -> int { throw std::range_error("fourth"); }));
  v.push_back(xfork::fork([]() -> int { throw std::length_error("fifth"); }));
  EXPECT_THROW(xfork::await_all(v), std::range_error);
}

TEST_P(map_test, await_any_returns_those_that_are_ready) {
  if (serial())
    GTEST_SKIP();
  gate go;
  const lazy<int> held = xfork::fork([&] {
    go.pass();
    return 1;
  });
  const lazy<int> done(2);
  std::vector<lazy<int>> some{held, done, held, done};
  EXPECT_EQ(values(xfork::await_any(some)), (std::vector{2, 2}));
  EXPECT_EQ(values(xfork::await_any(held, done)), std::vector{2});
  EXPECT_EQ(values(xfork::await_any(held, done, 1h)), std::vector{2});
  if (parallel()) {
    EXPECT_THROW(static_cast<void>(xfork::await_any(std::vector{held, held + 1}, 1ms)), xfork::timeout_error);
  }
  EXPECT_TRUE(xfork::await_any(std::vector<lazy<int>>()).empty());
  go.open();
  EXPECT_GE(xfork::await_any(std::vector{held, held * 2}).size(), 1u);
}

TEST_P(map_test, await_any_until_nothing_is_left) {
  std::vector<lazy<int>> waiting;
  const int n = 300 / slowness;
  for (int i = 0; i < n; ++i)
    waiting.push_back(xfork::fork(twice, i));
  int sum = 0;
  while (!waiting.empty()) {
    const auto ready = xfork::await_any(waiting);
    ASSERT_FALSE(ready.empty());
    for (const auto &value : ready)
      sum += value;
    std::erase_if(waiting, [&](const auto &w) {
      for (const auto &r : ready)
        if (r == w)
          return true;
      return false;
    });
  }
  EXPECT_EQ(sum, n * (n - 1));
}

TEST_P(map_test, a_stop_token_cancels_what_has_not_begun) {
  std::stop_source source;
  source.request_stop();
  for (const auto &value : xfork::map(source.get_token(), twice, std::vector{1, 2, 3})) {
    EXPECT_THROW(value.get(), xfork::cancelled);
  }
  std::stop_source other;
  EXPECT_EQ(values(xfork::map(other.get_token(), twice, std::vector{1, 2})), (std::vector{2, 4}));
}

XFORK_WITH_WORKERS(map_test);

} // namespace

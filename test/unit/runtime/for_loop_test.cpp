#include "with_workers.hpp"

#include <atomic>
#include <climits>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace {

using for_loop_test = with_workers;

TEST_P(for_loop_test, visits_every_index_once) {
  for (const int n : {0, 1, 2, 3, 7, 100, 2047, 2048, 2049, 100'000}) {
    std::vector<int> visits(static_cast<std::size_t>(n));
    xfork::for_loop(xfork::below<int>(0, n), [&](int i) { ++visits[static_cast<std::size_t>(i)]; });
    EXPECT_EQ(visits, std::vector<int>(static_cast<std::size_t>(n), 1)) << n;
  }
}

TEST_P(for_loop_test, visits_stepped_and_falling_ranges) {
  std::vector<int> visits(1000);
  xfork::for_loop(xfork::below<std::size_t>(0, visits.size(), 3), [&](std::size_t i) { ++visits[i]; });
  xfork::for_loop(xfork::down_to<int>(999, 0, 3), [&](int i) { ++visits[static_cast<std::size_t>(i)]; });
  for (std::size_t i = 0; i < visits.size(); ++i)
    ASSERT_EQ(visits[i], i % 3 == 0 ? 2 : 0) << i;
}

TEST_P(for_loop_test, reaches_the_last_value_of_a_type) {
  std::vector<std::atomic<int>> visits(256);
  xfork::for_loop(xfork::up_to<unsigned char>(0, 255), [&](unsigned char i) { ++visits[i]; });
  for (auto &count : visits)
    EXPECT_EQ(count, 1);
  std::atomic<long> sum = 0;
  xfork::for_loop(xfork::up_to<int>(INT_MAX - 99, INT_MAX), [&](int i) { sum += INT_MAX - i; });
  EXPECT_EQ(sum, 4950);
}

TEST_P(for_loop_test, nests) {
  std::vector<std::vector<int>> grid(40, std::vector<int>(40));
  xfork::for_loop(xfork::below<std::size_t>(0, 40), [&](std::size_t i) {
    xfork::for_loop(xfork::below<std::size_t>(0, 40), [&](std::size_t j) { grid[i][j] = static_cast<int>(i * j); });
  });
  for (std::size_t i = 0; i < 40; ++i)
    for (std::size_t j = 0; j < 40; ++j)
      ASSERT_EQ(grid[i][j], static_cast<int>(i * j));
}

TEST_P(for_loop_test, iterates_iterators) {
  std::vector<int> data(1000, 1);
  xfork::for_loop(xfork::until(data.begin(), data.end()), [](std::vector<int>::iterator it) { ++*it; });
  EXPECT_EQ(data, std::vector<int>(1000, 2));
}

TEST_P(for_loop_test, takes_a_grain) {
  // With a grain of half the range there are two tasks at most, so each runs on one thread.
  std::mutex mutex;
  std::set<std::thread::id> threads;
  xfork::for_loop(xfork::below<int>(0, 1000), xfork::grain(500), [&](int i) {
    if (i % 500 == 0) {
      std::lock_guard guard(mutex);
      threads.insert(std::this_thread::get_id());
    }
  });
  EXPECT_LE(threads.size(), 2u);
  xfork::for_loop(xfork::below<int>(0, 10), xfork::grain(0), [](int) {});
  xfork::for_loop(xfork::below<int>(0, 10), xfork::grain(-5), [](int) {});
  xfork::for_loop(xfork::below<int>(0, 10), xfork::grain(1'000'000), [](int) {});
}

TEST_P(for_loop_test, many_small_loops) {
  long sum = 0;
  for (int round = 0; round < 20'000 / slowness; ++round)
    xfork::for_loop(xfork::below<int>(0, 4), xfork::reduction_plus(sum), [](int i, long &part) { part += i; });
  EXPECT_EQ(sum, 6 * 20'000 / slowness);
}

TEST_P(for_loop_test, the_body_is_not_copied) {
  struct body {
    body() = default;
    body(const body &) = delete;
    void operator()(int) const {}
  };
  const body b;
  xfork::for_loop(xfork::below<int>(0, 100), b);
  xfork::for_loop(xfork::below<int>(0, 100), body());
}

XFORK_WITH_WORKERS(for_loop_test);

} // namespace

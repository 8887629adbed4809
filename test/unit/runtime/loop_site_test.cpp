// Loops that are too short to be divided stay in their thread once that is known; counts, and never times anything.
#include "with_workers.hpp"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace {

using loop_site_test = with_workers;

std::uint64_t splits() { return xfork::current_statistics().splits; }

void short_loop(std::vector<unsigned> &values) {
  xfork::for_loop(xfork::below<int>(0, static_cast<int>(values.size())),
                  [&](int i) { values[static_cast<std::size_t>(i)] = values[static_cast<std::size_t>(i)] * 3 + 1; });
}

/// Whether, of so many in a row, hardly any is divided: a busy machine makes some appear to be long.
template <class Loop> bool stays_undivided(Loop loop) {
  for (int attempt = 0; attempt < 200; ++attempt) {
    const auto before = splits();
    for (int round = 0; round < 1000; ++round)
      loop();
    if (splits() - before < 100)
      return true;
  }
  return false;
}

TEST_P(loop_site_test, short_loops_are_left_alone) {
  std::vector<unsigned> values(16);
  EXPECT_TRUE(stays_undivided([&] { short_loop(values); }));
  long sum = 0;
  EXPECT_TRUE(stays_undivided([&] {
    xfork::for_loop(xfork::below<int>(0, 16), xfork::reduction_plus(sum), [&](int i, long &part) { part += i; });
  }));
  EXPECT_EQ(sum % 120, 0);
}

TEST_P(loop_site_test, a_loop_that_becomes_long_is_divided_again) {
  if (!parallel())
    GTEST_SKIP();
  bool is_long = false;
  const auto loop = [&] {
    xfork::for_loop(xfork::below<int>(0, 4), [&](int) {
      if (is_long)
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    });
  };
  EXPECT_TRUE(stays_undivided(loop));
  is_long = true;
  const auto before = splits();
  for (int round = 0; round < 50; ++round) // found out when it is next measured, which is after 16 or 32
    loop();
  EXPECT_GT(splits(), before + 16);
}

/// Of a recursive function's loops, those at the leaves are short and by far the most.
long tree(int height, std::atomic<bool> &shared, std::thread::id owner) {
  if (height == 0) {
    if (std::this_thread::get_id() != owner)
      shared = true;
    return 1;
  }
  std::atomic<long> count = 0;
  xfork::for_loop(xfork::below<int>(0, 4), [&](int) { count += tree(height - 1, shared, owner); });
  return count;
}

TEST_P(loop_site_test, loops_of_a_recursive_function_are_divided) {
  if (!parallel())
    GTEST_SKIP();
  std::atomic<bool> shared = false;
  for (int run = 0; run < 500 && !shared; ++run)
    EXPECT_EQ(tree(5, shared, std::this_thread::get_id()), 1024);
  const auto before = splits();
  EXPECT_EQ(tree(5, shared, std::this_thread::get_id()), 1024);
  EXPECT_TRUE(shared);
  EXPECT_GT(splits(), before);
}

TEST_P(loop_site_test, throwing_and_leaving_work_in_short_loops) {
  std::vector<unsigned> values(16);
  const auto loop = [&](int at) {
    xfork::for_loop(xfork::below<int>(0, 16), [&](int i) {
      if (i >= at)
        throw i;
    });
  };
  stays_undivided([&] { loop(100); });
  for (int at : {0, 7, 15}) {
    int caught = -1;
    try {
      loop(at);
    } catch (int i) {
      caught = i;
    }
    EXPECT_EQ(caught, at);
  }
}

XFORK_WITH_WORKERS(loop_site_test);

} // namespace

#include "meeting.hpp"
#include "with_workers.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using shared_task_test = with_workers;

long spin_work(int n) {
  volatile long sum = 0;
  for (int i = 0; i < n; ++i)
    sum = sum + i;
  return sum;
}

TEST_P(shared_task_test, returns_what_the_call_returns) {
  auto x = xfork::shared_task([] { return 42; });
  static_assert(std::is_same_v<decltype(x.get()), int &>);
  EXPECT_EQ(x.get(), 42);
  x.get() = 7;
  EXPECT_EQ(x.get(), 7);
  const auto y = xfork::shared_task([]() -> std::string { return "abc"; });
  static_assert(std::is_same_v<decltype(y.get()), const std::string &>);
  EXPECT_EQ(y.get(), "abc");
  int target = 1;
  const auto z = xfork::shared_task([&]() -> int & { return target; });
  EXPECT_EQ(&z.get(), &target);
  auto nothing = xfork::shared_task([&] { ++target; }, z);
  nothing.get();
  EXPECT_EQ(target, 2);
  auto owned = xfork::shared_task([] { return std::make_unique<int>(5); });
  const std::unique_ptr<int> taken = std::move(owned).get();
  EXPECT_EQ(*taken, 5);
}

TEST_P(shared_task_test, a_task_begins_when_its_inputs_have_ended) {
  for (int round = 0; round < 300 / slowness; ++round) {
    std::atomic<int> ended = 0;
    auto a = xfork::shared_task([&] { spin_work(round), ++ended; return 1; });
    auto b = xfork::shared_task([&] { ++ended; return 2; });
    auto c = xfork::shared_task([&] { return ended * 100 + a.get() * 10 + b.get(); }, a, b);
    auto d = xfork::shared_task([&] { return c.get() + 1000 * a.get(); }, c, a);
    if (round % 3 == 0)
      ASSERT_EQ(c.get(), 212);
    ASSERT_EQ(d.get(), 1212);
  }
}

TEST_P(shared_task_test, inputs_overlap_each_other) {
  meeting both(parallel() ? 2 : 1);
  auto a = xfork::shared_task([&] { return both.attend(); });
  auto b = xfork::shared_task([&] { return both.attend(); });
  auto c = xfork::shared_task([&] { return a.get() && b.get(); }, a, b);
  EXPECT_TRUE(c.get());
}

TEST_P(shared_task_test, nothing_waits_where_a_dependent_is_forked) {
  if (!parallel())
    GTEST_SKIP() << "needs another thread";
  meeting with_maker(2);
  auto a = xfork::shared_task([&] { return with_maker.attend(); });
  auto b = xfork::shared_task([&] { return a.get() ? 1 : -1; }, a);
  auto c = xfork::shared_task([&] { return b.get() * 7; }, b);
  EXPECT_TRUE(with_maker.attend()); // a has not ended, and c is forked
  EXPECT_EQ(c.get(), 7);
}

TEST_P(shared_task_test, a_dependent_runs_without_being_asked_for) {
  if (!parallel())
    GTEST_SKIP() << "needs another thread";
  meeting with_maker(2);
  auto a = xfork::shared_task([] { return spin_work(10000); });
  auto b = xfork::shared_task([&] { return with_maker.attend(); }, a);
  EXPECT_TRUE(with_maker.attend());
  EXPECT_TRUE(b.get());
}

TEST_P(shared_task_test, a_failed_input_is_the_error_of_its_dependents) {
  for (int round = 0; round < 200 / slowness; ++round) {
    std::atomic<int> begun = 0;
    try {
      auto a = xfork::shared_task([&]() -> int { throw std::range_error("first"); });
      auto b = xfork::shared_task([&]() -> int { spin_work(round); throw std::logic_error("second"); });
      auto c = xfork::shared_task([&] { ++begun; return a.get() + b.get(); }, a, b);
      auto d = xfork::shared_task([&] { ++begun; return c.get(); }, c);
      d.get();
      FAIL() << "no exception";
    } catch (const std::range_error &error) {
      EXPECT_STREQ(error.what(), "first");
    }
    EXPECT_EQ(begun, 0);
  }
}

int first_in_program_order(bool ask) try {
  auto a = xfork::shared_task([]() -> int { spin_work(3000); throw 1; });
  auto b = xfork::stack_task([]() -> int { throw 2; });
  auto c = xfork::shared_task([&]() -> int { throw 3; });
  if (ask)
    return b.get();
  throw 4;
} catch (...) {
  ::xfork::rethrow_first();
}

TEST_P(shared_task_test, the_first_exception_in_program_order_arrives) {
  for (int round = 0; round < 100 / slowness; ++round)
    for (const bool ask : {false, true})
      try {
        first_in_program_order(ask);
        FAIL() << "no exception";
      } catch (int thrown) {
        EXPECT_EQ(thrown, 1);
      }
}

TEST_P(shared_task_test, the_end_of_the_block_joins_and_throws) {
  std::atomic<int> ended = 0;
  {
    auto a = xfork::shared_task([&] { spin_work(1000), ++ended; });
    auto b = xfork::shared_task([&] { ++ended; }, a);
  }
  EXPECT_EQ(ended, 2);
  EXPECT_THROW({ auto failed = xfork::shared_task([] { throw std::range_error("unasked"); }); }, std::range_error);
}

/// Graphs inside of graphs, with locks held by the calls.
long nested(int depth, std::mutex &mutex, std::atomic<int> &calls) {
  ++calls;
  if (depth == 0) {
    const std::lock_guard guard(mutex);
    return spin_work(20) >= 0;
  }
  auto a = xfork::shared_task([&, depth] { return nested(depth - 1, mutex, calls); });
  auto b = xfork::shared_task([&, depth] { return nested(depth - 1, mutex, calls); });
  auto c = xfork::shared_task([&, depth] { return a.get() + b.get() + nested(depth - 1, mutex, calls); }, a, b);
  auto d = xfork::stack_task([&, depth] { return nested(depth - 1, mutex, calls); });
  return c.get() + d.get();
}

TEST_P(shared_task_test, graphs_nest) {
  std::mutex mutex;
  std::atomic<int> calls = 0;
  const int depth = slowness > 1 ? 3 : 5;
  long leaves = 1;
  for (int i = 0; i < depth; ++i)
    leaves *= 4;
  for (int round = 0; round < 5; ++round)
    ASSERT_EQ(nested(depth, mutex, calls), leaves);
}

/// A grid: each call needs its left and upper neighbour. Random joins in between.
TEST_P(shared_task_test, a_grid_in_any_order_of_joins) {
  std::mt19937 random(7);
  for (int round = 0; round < 200 / slowness; ++round) {
    auto a = xfork::shared_task([] { return spin_work(50) * 0 + 1; });
    auto b = xfork::shared_task([&] { return a.get(); }, a);
    auto c = xfork::shared_task([&] { return a.get(); }, a);
    auto d = xfork::shared_task([&] { return b.get() + c.get(); }, b, c);
    auto e = xfork::shared_task([&] { return c.get(); }, c);
    auto f = xfork::shared_task([&] { return d.get() + e.get(); }, d, e);
    switch (random() % 4) {
    case 0: b.join(); break;
    case 1: e.join(); break;
    case 2: d.join(); break;
    default: break;
    }
    ASSERT_EQ(f.get(), 3);
    ASSERT_EQ(d.get(), 2);
  }
}

XFORK_WITH_WORKERS(shared_task_test);

} // namespace

// Counts that tasks are shared at once and to the last one. Never times anything.
#include "meeting.hpp"
#include "with_workers.hpp"

#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

namespace {

using stealing_test = with_workers;

TEST_P(stealing_test, forks_before_a_long_call_occupy_every_worker) {
  if (GetParam() < 3)
    GTEST_SKIP() << "needs four threads, of which one may be missing";
  xfork::set_workers(4);
  for (int round = 0; round < 20; ++round) {
    if (round % 2)
      std::this_thread::sleep_for(std::chrono::milliseconds(2)); // all asleep
    meeting all(4);
    auto a = xfork::stack_task([&] { return all.attend(); });
    auto b = xfork::stack_task([&] { return all.attend(); });
    auto c = xfork::stack_task([&] { return all.attend(); });
    EXPECT_TRUE(all.attend());
    EXPECT_TRUE(a.get() && b.get() && c.get());
  }
}

TEST_P(stealing_test, a_scope_occupies_every_worker) {
  if (!parallel())
    GTEST_SKIP();
  const int n = static_cast<int>(GetParam());
  for (int round = 0; round < 10; ++round) {
    meeting all(n);
    xfork::task_scope forks;
    for (int i = 1; i < n; ++i)
      forks.fork([&] { return all.attend(); }, [](bool met) { EXPECT_TRUE(met); });
    EXPECT_TRUE(all.attend());
  }
}

TEST_P(stealing_test, a_loop_of_few_heavy_iterations_is_split_to_the_last) {
  if (!parallel())
    GTEST_SKIP();
  const int n = static_cast<int>(GetParam());
  for (int round = 0; round < 10; ++round) {
    meeting all(n); // each iteration waits for all others: only single iterations on n threads can meet
    xfork::for_loop(xfork::below<int>(0, n), [&](int) {
      take_time();
      EXPECT_TRUE(all.attend());
    });
  }
}

TEST_P(stealing_test, a_loop_whose_last_iterations_are_heavy) {
  if (!parallel())
    GTEST_SKIP();
  const int n = static_cast<int>(GetParam());
  meeting all(n);
  xfork::for_loop(xfork::below<int>(0, 2000), [&](int i) {
    if (i >= 2000 - n) {
      EXPECT_TRUE(all.attend());
    }
  });
}

TEST_P(stealing_test, loops_inside_tasks_are_shared_with_the_one_who_waits) {
  if (GetParam() != 2)
    GTEST_SKIP();
  // The other thread takes the task and meets the caller, who by then waits for it, in a loop within it.
  for (int round = 0; round < 20; ++round) {
    meeting started(2), all(2);
    auto x = xfork::stack_task([&] {
      started.attend();
      xfork::for_loop(xfork::below<int>(0, 2), [&](int) {
        take_time();
        EXPECT_TRUE(all.attend());
      });
    });
    started.attend();
    x.get();
  }
}

TEST_P(stealing_test, scopes_and_forks_inside_tasks_are_shared_with_the_one_who_waits) {
  if (GetParam() != 2)
    GTEST_SKIP();
  for (int round = 0; round < 20; ++round) {
    meeting started(2), first(2), second(2);
    auto x = xfork::stack_task([&] {
      started.attend();
      std::this_thread::sleep_for(std::chrono::milliseconds(round % 3)); // the waiting one spins, or sleeps
      auto y = xfork::stack_task([&] { return first.attend(); });
      EXPECT_TRUE(first.attend());
      EXPECT_TRUE(y.get());
      xfork::task_scope forks;
      forks.fork([&] { EXPECT_TRUE(second.attend()); });
      EXPECT_TRUE(second.attend());
    });
    started.attend();
    x.get();
  }
}

/// A comb: one long chain whose teeth are the work. Every tooth is a chance for a thief.
long comb(int n) {
  if (n == 0)
    return 0;
  auto rest = xfork::stack_task([n] { return comb(n - 1); });
  return 1 + rest.get();
}

TEST_P(stealing_test, an_adversarial_comb_gives_the_result) { EXPECT_EQ(comb(5000 / slowness), 5000 / slowness); }

TEST_P(stealing_test, statistics_count) {
  const auto before = xfork::current_statistics();
  meeting all(2);
  if (!parallel())
    GTEST_SKIP();
  {
    auto x = xfork::stack_task([&] { return all.attend(); });
    all.attend();
  }
  const auto after = xfork::current_statistics();
  EXPECT_GT(after.offers, before.offers);
  EXPECT_GT(after.steals, before.steals);
}

XFORK_WITH_WORKERS(stealing_test);

} // namespace

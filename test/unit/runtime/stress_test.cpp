// Every shape inside every other, again and again: no deadlock, no lost result, and nobody idle while tasks wait.
#include "meeting.hpp"
#include "with_workers.hpp"

#include <vector>

namespace {

using stress_test = with_workers;

long loop_sum(int n) {
  long sum = 0;
  xfork::for_loop(xfork::below<int>(0, n), xfork::reduction_plus(sum), [](int i, long &part) { part += i; });
  return sum;
}

long tasks_around_loops(int n) {
  auto a = xfork::stack_task([n] { return loop_sum(n); });
  auto b = xfork::stack_task([n] { return loop_sum(n + 1); });
  return loop_sum(n + 2) + a.get() + b.get();
}

long scope_of_tasks(int n) {
  long sum = 0;
  xfork::task_scope forks;
  for (int i = 0; i < n; ++i)
    forks.fork([i] { return tasks_around_loops(i); }, [&](long value) { sum += value; });
  forks.join();
  return sum;
}

long loop_of_scopes(int n) {
  long sum = 0;
  xfork::for_loop(xfork::below<int>(0, n), xfork::reduction_plus(sum), [](int i, long &part) {
    auto before = xfork::stack_task([i] { return scope_of_tasks(i); });
    auto lazy = xfork::fork(&loop_sum, i);
    part += scope_of_tasks(2) + before.get() + lazy.get();
  });
  return sum;
}

TEST_P(stress_test, loops_in_tasks_in_scopes_in_loops) {
  const auto triangle = [](long n) { return n * (n - 1) / 2; };
  const auto tasks = [&](long n) { return triangle(n) + triangle(n + 1) + triangle(n + 2); };
  const auto scope = [&](long n) {
    long sum = 0;
    for (long i = 0; i < n; ++i)
      sum += tasks(i);
    return sum;
  };
  long expected = 0;
  for (long i = 0; i < 6; ++i)
    expected += scope(i) + scope(2) + triangle(i);
  for (int repeat = 0; repeat < 200; ++repeat)
    ASSERT_EQ(loop_of_scopes(6), expected);
}

/// n tasks that all wait for each other, forked by one thread among n: each must get to run at once. `pending`: tasks that
/// are older than those.
void everybody_gets_one(int n, int pending) {
  if (pending > 0) {
    auto older = xfork::stack_task([] { return loop_sum(3); });
    everybody_gets_one(n, pending - 1);
    EXPECT_EQ(older.get(), 3);
    return;
  }
  meeting all(n);
  const auto meet = [&] { EXPECT_TRUE(all.attend()); };
  if (n == 2) {
    auto a = xfork::stack_task(meet);
    meet();
  } else if (n == 3) {
    auto a = xfork::stack_task(meet), b = xfork::stack_task(meet);
    meet();
  } else if (n == 7) {
    auto a = xfork::stack_task(meet), b = xfork::stack_task(meet), c = xfork::stack_task(meet);
    auto d = xfork::stack_task(meet), e = xfork::stack_task(meet), f = xfork::stack_task(meet);
    meet();
  }
}

TEST_P(stress_test, idle_workers_all_get_something) {
  if (!parallel())
    GTEST_SKIP();
  for (int repeat = 0; repeat < 200; ++repeat)
    everybody_gets_one(static_cast<int>(GetParam()), repeat % 3);
}

TEST_P(stress_test, also_from_within_a_loop_and_a_scope) {
  if (!parallel())
    GTEST_SKIP();
  const int n = static_cast<int>(GetParam());
  for (int repeat = 0; repeat < 50; ++repeat) {
    xfork::for_loop(xfork::below<int>(0, 1), [&](int) { everybody_gets_one(n, 0); });
    loop_of_scopes(3);
    meeting all(n);
    xfork::task_scope forks;
    forks.fork([&] { // one task forks for all; its owner must take part, since it waits
      xfork::for_loop(xfork::below<int>(0, n), [&](int) {
        take_time();
        EXPECT_TRUE(all.attend());
      });
    });
    forks.join();
  }
}

XFORK_WITH_WORKERS(stress_test);

} // namespace

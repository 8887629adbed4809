// Never an unrelated task on top of a waiting one: locks held across fork and join must not deadlock.
#include "meeting.hpp"
#include "with_workers.hpp"

#include <atomic>
#include <mutex>
#include <thread>
#include <vector>

namespace {

using waiting_rule_test = with_workers;

long spin_work(int n) {
  volatile long sum = 0;
  for (int i = 0; i < n; ++i)
    sum = sum + i;
  return sum;
}

TEST_P(waiting_rule_test, locks_held_across_fork_and_join) {
  std::mutex mutex; // not recursive: running another of these tasks while one waits would deadlock
  long sum = 0;
  const int rounds = 3000 / slowness;
  xfork::for_loop(xfork::below<int>(0, rounds), [&](int) {
    const std::lock_guard guard(mutex);
    auto a = xfork::stack_task([] { return spin_work(200); });
    auto b = xfork::stack_task([] { return spin_work(100); });
    spin_work(50);
    sum += a.get() != 0;
    b.join();
  });
  EXPECT_EQ(sum, rounds);
}

TEST_P(waiting_rule_test, locks_held_across_loops_and_scopes) {
  std::mutex mutex;
  long sum = 0;
  xfork::task_scope forks;
  for (int i = 0; i < 300 / slowness; ++i)
    forks.fork([&] {
      const std::lock_guard guard(mutex);
      xfork::for_loop(xfork::below<int>(0, 20), xfork::reduction_plus(sum), [](int, long &part) { part += spin_work(50) != 0; });
      xfork::task_scope inner;
      for (int j = 0; j < 5; ++j)
        inner.fork([] { return 1; }, [&](int v) { sum += v; });
    });
  forks.join();
  EXPECT_EQ(sum, 25 * (300 / slowness));
}

TEST_P(waiting_rule_test, a_pending_task_may_want_the_lock_the_next_join_holds) {
  std::mutex mutex;
  int entered = 0;
  for (int i = 0; i < 500 / slowness; ++i) {
    auto wants_lock = xfork::stack_task([&] {
      const std::lock_guard guard(mutex);
      ++entered;
    });
    {
      const std::lock_guard guard(mutex);
      auto x = xfork::stack_task([] { return spin_work(100); });
      x.get(); // must not run wants_lock here
    }
    wants_lock.join();
  }
  EXPECT_EQ(entered, 500 / slowness);
}

TEST_P(waiting_rule_test, out_of_order_joins_under_a_lock) {
  std::mutex mutex;
  int entered = 0;
  for (int i = 0; i < 500 / slowness; ++i) {
    auto x = xfork::stack_task([] { return spin_work(200); });
    auto wants_lock = xfork::stack_task([&] {
      const std::lock_guard guard(mutex);
      ++entered;
    });
    {
      const std::lock_guard guard(mutex);
      x.get();
    }
    wants_lock.join();
  }
  EXPECT_EQ(entered, 500 / slowness);
}

long tree(int depth, std::atomic<int> &nodes) {
  ++nodes;
  if (depth == 0)
    return spin_work(20);
  auto a = xfork::stack_task([&nodes, depth] { return tree(depth - 1, nodes); });
  auto b = xfork::stack_task([&nodes, depth] { return tree(depth - 1, nodes); });
  const long c = tree(depth - 1, nodes);
  return a.get() + b.get() + c;
}

TEST_P(waiting_rule_test, trees_from_many_user_threads) {
  std::vector<std::thread> threads;
  std::atomic<int> nodes = 0;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int round = 0; round < 10; ++round)
        tree(slowness > 1 ? 4 : 6, nodes);
    });
  for (auto &t : threads)
    t.join();
  EXPECT_EQ(nodes, 40 * (slowness > 1 ? 121 : 1093));
}

/// The depth of tasks of one kind that lie on one native stack.
thread_local int depth_here = 0;

TEST_P(waiting_rule_test, the_native_stack_stays_bounded) {
  std::atomic<int> deepest = 0;
  xfork::for_loop(xfork::below<int>(0, 2000 / slowness), [&](int) {
    const int depth = ++depth_here;
    for (int seen = deepest; seen < depth && !deepest.compare_exchange_weak(seen, depth);)
      ;
    auto a = xfork::stack_task([] { return spin_work(300); });
    spin_work(100);
    a.join();
    --depth_here;
  });
  EXPECT_EQ(deepest, 1); // no iteration on top of another that waits
}

/// The task the calling thread waits for is run by a second thread, part of it by a third, and both are busy: what the
/// third forks is the waiting thread's to do. `before_fork` runs on the third.
template <class BeforeFork> void only_the_waiting_thread_is_left(BeforeFork before_fork) {
  meeting task_has_begun(2), part_has_begun(2), all(3);
  auto task = xfork::stack_task([&] {
    EXPECT_TRUE(task_has_begun.attend());
    auto part = xfork::stack_task([&] {
      EXPECT_TRUE(part_has_begun.attend());
      before_fork();
      auto rest = xfork::stack_task([&] { EXPECT_TRUE(all.attend()); });
      EXPECT_TRUE(all.attend());
      rest.join();
    });
    EXPECT_TRUE(part_has_begun.attend());
    EXPECT_TRUE(all.attend());
    part.join();
  });
  EXPECT_TRUE(task_has_begun.attend());
  task.join();
}

TEST_P(waiting_rule_test, a_waiting_thread_helps_the_thief_of_a_thief) {
  if (GetParam() != 3)
    GTEST_SKIP();
  for (int round = 0; round < 100; ++round)
    only_the_waiting_thread_is_left([] {});
}

TEST_P(waiting_rule_test, what_the_thief_of_a_thief_forks_wakes_the_waiting_thread) {
  if (GetParam() != 3)
    GTEST_SKIP();
  for (int round = 0; round < 10; ++round) {
    const auto sleeps = xfork::current_statistics().sleeps;
    only_the_waiting_thread_is_left([&] {
      while (xfork::current_statistics().sleeps == sleeps)
        std::this_thread::yield();
    });
  }
}

XFORK_WITH_WORKERS(waiting_rule_test);

} // namespace

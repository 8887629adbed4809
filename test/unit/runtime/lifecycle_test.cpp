// Threads, processes and pools that come and go.
#include "meeting.hpp"
#include "with_workers.hpp"

#include <atomic>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using lifecycle_test = with_workers;

long fib(int n) {
  if (n < 2)
    return n;
  auto x = xfork::stack_task([n] { return fib(n - 1); });
  long y = fib(n - 2);
  return x.get() + y;
}

TEST_P(lifecycle_test, threads_of_the_user_come_and_go) {
  for (int generation = 0; generation < 20; ++generation) {
    std::vector<std::thread> threads;
    for (int t = 0; t < 8; ++t)
      threads.emplace_back([] { EXPECT_EQ(fib(12), 144); });
    for (auto &t : threads)
      t.join();
  }
}

TEST_P(lifecycle_test, tasks_of_a_users_thread_are_stolen) {
  if (!parallel())
    GTEST_SKIP();
  std::thread([] {
    meeting both(2);
    auto x = xfork::stack_task([&] { return both.attend(); });
    EXPECT_TRUE(both.attend());
    EXPECT_TRUE(x.get());
  }).join();
}

struct forks_at_thread_exit {
  ~forks_at_thread_exit() { EXPECT_EQ(fib(10), 55); }
};

TEST_P(lifecycle_test, thread_local_destructors_may_fork) {
  std::thread([] {
    static thread_local forks_at_thread_exit object;
    (void)&object;
    EXPECT_EQ(fib(10), 55);
  }).join();
}

TEST_P(lifecycle_test, the_pool_can_be_restarted) {
  for (unsigned n : {1u, 5u, 2u, 1u, 3u}) {
    xfork::set_workers(n);
    EXPECT_EQ(xfork::workers(), n);
    EXPECT_EQ(fib(15), 610);
  }
  xfork::set_workers(0);
  EXPECT_EQ(xfork::workers(), 1u);
  xfork::set_workers(100'000);
  EXPECT_EQ(xfork::workers(), 256u);
}

#ifndef XFORK_TEST_TSAN // which does not support threads after fork
TEST_P(lifecycle_test, a_child_process_has_a_pool_of_its_own) {
  EXPECT_EQ(fib(15), 610);
  const pid_t child = ::fork();
  if (child == 0) {
    bool ok = fib(15) == 610;
    if (parallel()) {
      meeting both(2);
      auto x = xfork::stack_task([&] { return both.attend(); });
      ok = both.attend() && x.get() && ok;
    }
    _exit(ok ? 0 : 1);
  }
  int status = -1;
  waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(fib(15), 610);
}

TEST_P(lifecycle_test, a_child_made_in_the_middle_of_tasks_does_not_do_the_parents_work) {
  std::atomic<int> runs = 0;
  xfork::for_loop(xfork::below<int>(0, 8), [&](int) {
    const pid_t child = ::fork();
    if (child == 0)
      _exit(fib(12) == 144 ? 0 : 1);
    int status = -1;
    waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
    ++runs;
  });
  EXPECT_EQ(runs, 8);
}
#endif

XFORK_WITH_WORKERS(lifecycle_test);

} // namespace

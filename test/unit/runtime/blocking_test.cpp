// Calls that block in the kernel without having been declared io_bound: others take their places.
#include "gate.hpp"
#include "with_workers.hpp"

#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

using blocking_test = with_workers;
using xfork::lazy;
using namespace std::chrono_literals;

/// Blocks until `n` calls have come; never if they cannot all be under way at the same time.
class rendezvous {
public:
  explicit rendezvous(int n) : m_missing(n) {}
  int attend() {
    if (--m_missing == 0)
      m_all.open();
    m_all.pass();
    return 1;
  }

private:
  std::atomic<int> m_missing;
  gate m_all;
};

TEST_P(blocking_test, calls_that_wait_for_each_other) {
  if (!parallel())
    GTEST_SKIP() << "one worker runs one call at a time";
  for (int round = 0; round < 3; ++round) {
    rendezvous all(40);
    std::vector<lazy<int>> calls;
    for (int i = 0; i < 40; ++i)
      calls.push_back(xfork::fork([&] { return all.attend(); }));
    int sum = 0;
    for (const auto &call : calls)
      sum += call;
    EXPECT_EQ(sum, 40);
  }
}

TEST_P(blocking_test, iterations_that_wait_for_each_other) {
  if (!parallel())
    GTEST_SKIP();
  rendezvous all(16);
  int sum = 0;
  xfork::for_loop(xfork::below<int>(0, 16), xfork::reduction_plus(sum), [&](int, int &part) { part += all.attend(); });
  EXPECT_EQ(sum, 16);
}

TEST_P(blocking_test, a_worker_and_the_caller_wait_for_what_is_in_the_queue) {
  if (!parallel())
    GTEST_SKIP();
  for (int round = 0; round < 5; ++round) {
    gate go;
    std::vector<lazy<int>> held;
    for (unsigned i = 0; i < GetParam(); ++i)
      held.push_back(xfork::fork([&] {
        go.pass();
        return 1;
      }));
    const auto opener = xfork::fork([&] { go.open(); });
    for (const auto &h : held)
      EXPECT_EQ(xfork::await(h, 1h), 1); // runs nothing here
  }
}

TEST_P(blocking_test, tasks_that_block_fork_and_hold_locks) {
  std::mutex mutex;
  std::atomic<int> sum = 0;
  std::vector<lazy<void>> calls;
  const int n = 200 / slowness;
  for (int i = 0; i < n; ++i)
    calls.push_back(xfork::fork([&] {
      usleep(300);
      const std::lock_guard guard(mutex);
      auto inner = xfork::stack_task([] {
        usleep(100);
        return 1;
      });
      const lazy<int> other = xfork::fork([] { return 1; });
      sum += inner.get() + other;
    }));
  for (const auto &call : calls)
    call.get();
  EXPECT_EQ(sum, 2 * n);
}

TEST_P(blocking_test, the_pool_can_be_restarted_after_substitutes) {
  const auto sleep_and_give = [] {
    std::this_thread::sleep_for(2ms);
    return 1;
  };
  for (unsigned workers : {3u, 2u, GetParam() == 0 ? 1u : GetParam()}) {
    xfork::set_workers(workers);
    std::vector<lazy<int>> calls;
    for (int i = 0; i < 60 / slowness; ++i)
      calls.push_back(xfork::fork(sleep_and_give));
    int sum = 0;
    for (const auto &call : calls)
      sum += call;
    EXPECT_EQ(sum, 60 / slowness);
  }
}

TEST_P(blocking_test, users_threads_get_substitutes_too) {
  if (!parallel())
    GTEST_SKIP();
  rendezvous all(12);
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&] {
      std::vector<lazy<int>> calls;
      for (int i = 0; i < 4; ++i)
        calls.push_back(xfork::fork([&] { return all.attend(); }));
      int sum = 0;
      for (const auto &call : calls)
        sum += call;
      EXPECT_EQ(sum, 4);
    });
  for (auto &t : threads)
    t.join();
}

XFORK_WITH_WORKERS(blocking_test);

} // namespace

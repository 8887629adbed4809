#include "base/thread_state.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <thread>

namespace {

using namespace xfork::detail;

TEST(thread_state_test, tells_a_sleeping_thread_from_a_busy_one) {
  std::atomic<int> sleeper = 0, runner = 0;
  std::atomic<bool> done = false;
  std::thread asleep([&] {
    sleeper = this_thread_id();
    done.wait(false);
  });
  std::thread busy([&] {
    runner = this_thread_id();
    while (!done)
      ;
  });
  while (sleeper == 0 || runner == 0 || !state_of_thread(sleeper).asleep)
    std::this_thread::yield();
  const auto turns = state_of_thread(sleeper).turns;
  for (int i = 0; i < 100; ++i)
    EXPECT_FALSE(state_of_thread(runner).asleep);
  EXPECT_EQ(state_of_thread(sleeper).turns, turns);
  done = true, done.notify_all();
  asleep.join();
  busy.join();
  EXPECT_FALSE(state_of_thread(0).asleep);
}

} // namespace

// Timeouts, cancellation, and calls on the elastic pool.
#include "gate.hpp"
#include "meeting.hpp"
#include "with_workers.hpp"

#include <xfork/map.hpp>
#include <xfork/result/unasked_errors.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace {

using await_test = with_workers;
using xfork::lazy;
using namespace std::chrono_literals;

TEST_P(await_test, a_value_in_time) {
  const lazy<int> x = xfork::fork([] { return 3; });
  EXPECT_TRUE(x.wait_for(1h));
  EXPECT_TRUE(x.wait_for(std::chrono::duration<double>(-1)));
  EXPECT_EQ(xfork::await(x, 1h), 3);
  EXPECT_EQ(xfork::await(x + 1, std::chrono::hours(1'000'000'000)), 4);
  EXPECT_EQ(xfork::await(x), 3);
  EXPECT_EQ(xfork::await(5), 5);
  xfork::await_all(x, x + 2, 1h);
}

TEST_P(await_test, a_value_that_is_not_there_in_time) {
  if (serial())
    GTEST_SKIP();
  gate go;
  const lazy<int> x = xfork::fork([&] {
    go.pass();
    return 3;
  });
  const lazy<int> next = xfork::fork([](int n) { return n + 1; }, x), sum = x + next;
  for (const lazy<int> &value : {x, next, sum}) {
    EXPECT_FALSE(value.wait_for(1ms));
    EXPECT_FALSE(value.wait_for(0s));
    EXPECT_THROW(xfork::await(value, 1ms), xfork::timeout_error);
    EXPECT_THROW(xfork::await_all(value, 1ms), xfork::timeout_error);
  }
  go.open();
  EXPECT_EQ(sum, 7); // asked again
}

TEST_P(await_test, who_gives_up_leaves_nothing_behind) {
  if (!parallel())
    GTEST_SKIP();
  gate go;
  std::vector<lazy<void>> busy; // every other worker is, so that nobody comes by to force anything
  std::atomic<unsigned> begun = 0;
  for (unsigned i = 1; i < GetParam(); ++i)
    busy.push_back(xfork::fork([&] {
      ++begun;
      while (!go.is_open()) // asleep it would be replaced
        std::this_thread::yield();
    }));
  while (begun != busy.size())
    std::this_thread::yield();
  const auto one = std::make_shared<int>(1);
  {
    const lazy<int> x = xfork::fork([one] { return *one; });
    const lazy<std::shared_ptr<int>> kept(one);
    const auto pointer = xfork::fork([](int, const std::shared_ptr<int> &p) { return p; }, x, kept);
    struct sum {
      std::shared_ptr<int> p;
      sum operator+(int n) const { return *p = n, *this; }
    };
    const lazy<sum> unforced = xfork::fork([](const std::shared_ptr<int> &p) { return sum{p}; }, pointer) + 2;
    // At once: while this thread sleeps another takes its place.
    EXPECT_FALSE(unforced.wait_for(0s));
    EXPECT_THROW(xfork::await_all(unforced, 0s), xfork::timeout_error);
    EXPECT_THROW(static_cast<void>(xfork::await_any(std::vector{unforced, unforced}, 0s)), xfork::timeout_error);
  }
  EXPECT_EQ(*one, 1); // nobody has computed the sum
  EXPECT_EQ(one.use_count(), 1);
  go.open();
}

TEST_P(await_test, all_are_waited_for_then_the_first_error_is_thrown) {
  std::atomic<int> done = 0;
  const auto slow = xfork::fork([&] { ++done; });
  const auto bad = xfork::fork([] { throw std::range_error("bad"); });
  const auto worse = xfork::fork([] { throw std::length_error("worse"); });
  EXPECT_THROW(xfork::await_all(slow, bad, worse), std::range_error);
  EXPECT_EQ(done, 1);
}

TEST_P(await_test, a_stop_token_cancels_a_call_that_has_not_begun) {
  std::stop_source source;
  std::atomic<int> runs = 0;
  const auto call = [&](int n) { return runs += n; };
  const auto before = xfork::fork(source.get_token(), call, 1);
  EXPECT_EQ(before, 1);
  gate go;
  lazy<int> held = xfork::io_bound([&] {
    if (!serial())
      go.pass();
    return 1;
  });
  const auto waiting = xfork::fork(source.get_token(), call, held);
  source.request_stop();
  go.open();
  const auto after = xfork::fork(source.get_token(), call, 1);
  EXPECT_THROW(after.get(), xfork::cancelled);
  if (!serial()) {
    EXPECT_THROW(waiting.get(), xfork::cancelled);
    EXPECT_EQ(runs, 1);
  }
}

TEST_P(await_test, a_function_that_takes_the_token_gets_it) {
  std::stop_source source;
  const auto x = xfork::fork(source.get_token(), [](std::stop_token t, int n) { return t.stop_possible() ? n : 0; }, 4);
  EXPECT_EQ(x, 4);
}

TEST_P(await_test, io_bound_calls_overlap_whatever_the_number_of_workers) {
  if (serial())
    GTEST_SKIP();
  meeting all(50);
  std::vector<lazy<bool>> met;
  for (int i = 0; i < 50; ++i)
    met.push_back(xfork::io_bound([&] { return all.attend(); }));
  for (const auto &m : met) {
    while (!m.wait_for(1s)) // get() would make this thread attend in somebody's place
      ;
    EXPECT_TRUE(m);
  }
}

TEST_P(await_test, io_bound_calls_are_edges_too) {
  const lazy<int> a = xfork::io_bound([] { return 1; }), b = xfork::io_bound([](int n) { return n + 1; }, a + a);
  EXPECT_EQ(xfork::cpu_bound([](int n) { return 2 * n; }, b), 6);
}

std::mutex told_lock;
std::vector<std::string> told;

void note(std::exception_ptr error) noexcept {
  const std::lock_guard guard(told_lock);
  try {
    std::rethrow_exception(error);
  } catch (const std::exception &e) {
    told.push_back(e.what());
  } catch (...) {
    told.push_back("?");
  }
}

TEST_P(await_test, an_error_that_nobody_asks_for_is_reported_once) {
  const auto before = xfork::set_unasked_error_handler(&note);
  told.clear();
  const auto failing = [](const char *what) {
    return xfork::fork([what]() -> int { throw std::range_error(what); });
  };
  {
    auto unasked = failing("unasked");
    auto copy = unasked;
    auto asked = failing("asked");
    EXPECT_THROW(asked.get(), std::range_error);
    auto inherited = failing("inherited");
    auto sum = inherited + 1;
    sum.wait();
    auto awaited = failing("awaited");
    EXPECT_THROW(xfork::await_all(awaited, failing("as well")), std::range_error);
    std::stop_source source;
    source.request_stop();
    auto cancelled = xfork::fork(source.get_token(), [] { return 1; });
    cancelled.wait();
  }
  std::sort(told.begin(), told.end());
  EXPECT_EQ(told, (std::vector<std::string>{"inherited", "unasked"})); // the sum's, which nobody asked for
  xfork::set_unasked_error_handler(before);
}

XFORK_WITH_WORKERS(await_test);

} // namespace

#include "with_workers.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using lazy_test = with_workers;

long fib(int n) { return n < 2 ? n : fib(n - 1) + fib(n - 2); }

TEST_P(lazy_test, is_as_good_as_its_value) {
  xfork::lazy<int> x = xfork::fork([](int a, int b) { return a + b; }, 40, 2);
  const int value = x;
  EXPECT_EQ(value, 42);
  EXPECT_TRUE(x.ready());
  EXPECT_EQ(xfork::submit(fib, 10).get(), 55);
}

TEST_P(lazy_test, copies_share_the_value) {
  auto x = xfork::fork([] { return std::string("shared"); });
  auto y = x;
  xfork::lazy<std::string> z;
  EXPECT_FALSE(z.valid());
  z = x;
  EXPECT_EQ(&x.get(), &y.get());
  EXPECT_EQ(&x.get(), &z.get());
}

TEST_P(lazy_test, may_be_void_a_reference_or_move_only) {
  int target = 0;
  xfork::lazy<void> nothing = xfork::fork([&] { target = 1; });
  nothing.get();
  EXPECT_EQ(target, 1);
  xfork::lazy<int &> reference = xfork::fork([&]() -> int & { return target; });
  EXPECT_EQ(&reference.get(), &target);
  std::unique_ptr<int> owned = xfork::fork([] { return std::make_unique<int>(3); });
  EXPECT_EQ(*owned, 3);
}

TEST_P(lazy_test, calls_members_and_references) {
  struct counter {
    int count = 0;
    int add(int n) { return count += n; }
  } c;
  EXPECT_EQ(xfork::fork(&counter::add, &c, 2).get(), 2);
  EXPECT_EQ(xfork::fork(&counter::add, std::ref(c), 3).get(), 5);
  int x = 1;
  xfork::fork([](int &i) { ++i; }, std::ref(x)).get();
  EXPECT_EQ(x, 2);
}

TEST_P(lazy_test, throws_every_time_and_only_when_asked) {
  auto x = xfork::fork([]() -> int { throw std::range_error("no"); });
  auto dropped = xfork::fork([]() -> int { throw std::range_error("nobody asks"); });
  EXPECT_THROW(x.get(), std::range_error);
  EXPECT_THROW(x.get(), std::range_error);
}

TEST_P(lazy_test, the_last_handle_joins) {
  std::atomic<int> done = 0;
  for (int i = 0; i < 200; ++i) {
    auto x = xfork::fork([&] { ++done; });
    auto y = x;
  }
  EXPECT_EQ(done, 200);
}

TEST_P(lazy_test, many_threads_ask) {
  for (int round = 0; round < 50; ++round) {
    auto x = xfork::fork(fib, 15);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([x] { EXPECT_EQ(x.get(), 610); });
    for (auto &t : threads)
      t.join();
  }
}

TEST_P(lazy_test, outlives_the_thread_that_forked_it) {
  xfork::lazy<long> x;
  std::thread([&] { x = xfork::fork(fib, 20); }).join();
  EXPECT_EQ(x.get(), 6765);
}

TEST_P(lazy_test, values_depend_on_values) {
  auto a = xfork::fork(fib, 15);
  auto b = xfork::fork([a] { return a.get() + 1; });
  auto c = xfork::fork([a, b] { return a.get() + b.get(); });
  auto d = xfork::fork([c] { return c.get() * 2; });
  EXPECT_EQ(d.get(), 2 * (610 + 611));
}

long lazy_fib(int n) {
  if (n < 2)
    return n;
  auto x = xfork::fork(lazy_fib, n - 1);
  auto y = xfork::fork(lazy_fib, n - 2);
  return x.get() + y.get();
}

TEST_P(lazy_test, every_worker_may_wait) { EXPECT_EQ(lazy_fib(slowness > 1 ? 12 : 17), slowness > 1 ? 144 : 1597); }

TEST_P(lazy_test, a_hundred_thousand) {
  std::vector<xfork::lazy<int>> values;
  const int n = 100'000 / slowness;
  for (int i = 0; i < n; ++i)
    values.push_back(xfork::fork([i] { return i; }));
  long sum = 0;
  for (const auto &v : values)
    sum += v;
  EXPECT_EQ(sum, static_cast<long>(n) * (n - 1) / 2);
}

XFORK_WITH_WORKERS(lazy_test);

} // namespace

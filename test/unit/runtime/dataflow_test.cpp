// Lazy values as arguments of forked calls.
#include "gate.hpp"
#include "with_workers.hpp"

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using dataflow_test = with_workers;
using xfork::lazy;

int add(int a, int b) { return a + b; }

TEST_P(dataflow_test, a_call_gets_values) {
  const lazy<int> a = xfork::fork(add, 1, 2), b = xfork::fork(add, a, 10), c = xfork::submit(add, a, b);
  EXPECT_EQ(c, 16);
  EXPECT_EQ(xfork::fork([](const std::string &s) { return s.size(); }, xfork::fork([] { return std::string("abc"); })),
            3u);
  struct box {
    int n;
    int plus(int m) const { return n + m; }
  };
  EXPECT_EQ(xfork::fork(&box::plus, xfork::fork([] { return box{4}; }), a), 7);
  int target = 0;
  xfork::fork([](int &i) { i = 5; }, xfork::fork([&]() -> int & { return target; })).get();
  EXPECT_EQ(target, 5);
}

TEST_P(dataflow_test, a_value_that_cannot_be_copied_moves_on) {
  auto made = xfork::fork([] { return std::make_unique<int>(7); });
  EXPECT_EQ(xfork::fork([](std::unique_ptr<int> p) { return *p; }, std::move(made)), 7);
}

TEST_P(dataflow_test, a_function_that_wants_the_handle_gets_it) {
  EXPECT_EQ(xfork::fork([](lazy<std::vector<int>> x) { return x.get().size(); },
                        xfork::fork([] { return std::vector<int>(3); })),
            3u);
}

TEST_P(dataflow_test, the_caller_does_not_wait) {
  if (serial())
    GTEST_SKIP() << "everything is there at once";
  gate go;
  const lazy<int> held = xfork::fork([&] {
    go.pass();
    return 1;
  });
  const lazy<int> next = xfork::fork(add, held, 1), sum = xfork::fork(add, held + next, next);
  EXPECT_FALSE(next.ready() || sum.ready());
  go.open();
  EXPECT_EQ(sum, 5);
}

TEST_P(dataflow_test, it_begins_by_itself) {
  if (!parallel())
    GTEST_SKIP() << "needs another thread";
  std::atomic<bool> done = false;
  const lazy<int> a = xfork::fork(add, 1, 2), b = xfork::fork(add, a + a, a);
  const lazy<void> last = xfork::fork(
      [&](int n) {
        EXPECT_EQ(n, 9);
        done = true, done.notify_all();
      },
      b);
  done.wait(false); // nobody asks
}

TEST_P(dataflow_test, the_first_error_reaches_the_end_and_no_call_runs) {
  std::atomic<int> runs = 0;
  const lazy<int> good = xfork::fork(add, 1, 2);
  const lazy<int> bad = xfork::fork([]() -> int { throw std::range_error("bad"); });
  const lazy<int> worse = xfork::fork([]() -> int { throw std::length_error("worse"); });
  const auto count = [&](int, int) { return ++runs; };
  EXPECT_THROW(xfork::fork(count, good, bad).get(), std::range_error);
  EXPECT_THROW(xfork::fork(count, worse, bad).get(), std::length_error);
  EXPECT_THROW(xfork::fork(count, good, xfork::fork(count, bad, worse)).get(), std::range_error);
  EXPECT_EQ(runs, 0);
}

TEST_P(dataflow_test, a_null_argument_is_an_error) {
  EXPECT_THROW(xfork::fork(add, lazy<int>(), 1).get(), xfork::empty_lazy);
}

TEST_P(dataflow_test, a_long_chain) {
  for (const bool asked : {true, false}) {
    gate go;
    if (serial())
      go.open();
    lazy<int> x = xfork::fork([&] {
      go.pass();
      return 0;
    });
    const int n = 300'000 / slowness;
    for (int i = 0; i < n; ++i)
      x = xfork::fork(add, x, 1);
    go.open();
    if (asked) {
      EXPECT_EQ(x, n);
    }
  }
}

TEST_P(dataflow_test, a_wide_graph) {
  const int width = 100, depth = 100 / slowness;
  std::vector<lazy<int>> row;
  for (int i = 0; i < width; ++i)
    row.push_back(xfork::fork(add, i, 0));
  std::vector<int> expected;
  for (int i = 0; i < width; ++i)
    expected.push_back(i);
  const auto mix = [](int a, int b, int c) { return (a + 2 * b + 3 * c) % 1009; };
  for (int d = 0; d < depth; ++d) {
    std::vector<lazy<int>> next;
    std::vector<int> next_expected;
    for (std::size_t i = 0; i < width; ++i) {
      const std::size_t j = (i * 7 + 1) % width, k = (i * 3 + 5) % width;
      next.push_back(xfork::fork(mix, row[i], row[j], row[k]));
      next_expected.push_back(mix(expected[i], expected[j], expected[k]));
    }
    row = std::move(next);
    expected = std::move(next_expected);
  }
  for (std::size_t i = 0; i < width; ++i)
    EXPECT_EQ(row[i], expected[i]);
}

TEST_P(dataflow_test, many_threads_ask_in_the_middle) {
  for (int round = 0; round < 20; ++round) {
    std::vector<lazy<int>> values{xfork::fork(add, 0, 0)};
    for (int i = 1; i < 50; ++i)
      values.push_back(xfork::fork(add, values[static_cast<std::size_t>(i / 2)], values.back()));
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t)
      threads.emplace_back([values, t] {
        for (std::size_t i = 0; i < values.size(); ++i)
          EXPECT_EQ(values[(i * 37 + t * 11) % values.size()], 0);
      });
    for (auto &t : threads)
      t.join();
  }
}

// The thread that ends the last operand has yet to queue the dependent calls when another one asks for them.
TEST_P(dataflow_test, asked_for_while_they_become_ready) {
  for (int round = 0; round < 200; ++round) {
    std::atomic<bool> called = false;
    const lazy<int> operand = xfork::fork([&] {
      called = true;
      return 1;
    });
    std::vector<lazy<int>> dependent;
    for (int i = 0; i < 50; ++i)
      dependent.push_back(xfork::fork(add, operand, i));
    std::thread other([operand] { EXPECT_EQ(operand.get(), 1); });
    while (!called) {
    }
    for (volatile int pause = 5 * round; pause > 0; pause = pause - 1) {
    }
    for (int i = 0; i < 50; ++i)
      EXPECT_EQ(dependent[static_cast<std::size_t>(i)].get(), 1 + i);
    other.join();
  }
}

XFORK_WITH_WORKERS(dataflow_test);

} // namespace

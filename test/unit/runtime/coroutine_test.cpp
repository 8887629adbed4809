#include "gate.hpp"
#include "with_workers.hpp"

#include <atomic>
#include <coroutine>
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace {

using coroutine_test = with_workers;
using xfork::lazy;

/// A coroutine type as users write them: lazy start, one awaiter, symmetric transfer at the end.
template <class T> class task {
public:
  struct promise_type {
    task get_return_object() { return task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    auto final_suspend() noexcept {
      struct resume_waiting {
        bool await_ready() noexcept { return false; }
        std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> ended) noexcept {
          return ended.promise().waiting;
        }
        void await_resume() noexcept {}
      };
      return resume_waiting();
    }
    void return_value(T v) { value = std::make_unique<T>(std::move(v)); }
    void unhandled_exception() { error = std::current_exception(); }
    std::unique_ptr<T> value;
    std::exception_ptr error;
    std::coroutine_handle<> waiting;
  };

  explicit task(std::coroutine_handle<promise_type> h) : m_handle(h) {}
  task(task &&other) noexcept : m_handle(std::exchange(other.m_handle, nullptr)) {}
  ~task() {
    if (m_handle)
      m_handle.destroy();
  }
  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<> waiting) const noexcept {
    m_handle.promise().waiting = waiting;
    return m_handle;
  }
  T await_resume() const {
    if (m_handle.promise().error)
      std::rethrow_exception(m_handle.promise().error);
    return std::move(*m_handle.promise().value);
  }

private:
  std::coroutine_handle<promise_type> m_handle;
};

int add(int a, int b) { return a + b; }

task<int> sum_of(lazy<int> a, lazy<int> b) {
  const int x = co_await a;
  const int y = co_await (b + 1);
  co_return x + y;
}

TEST_P(coroutine_test, a_lazy_value_can_be_awaited) {
  const lazy<int> x = xfork::fork([] { return sum_of(xfork::fork(add, 1, 2), xfork::fork(add, 3, 4)); });
  EXPECT_EQ(x, 11);
}

task<std::string> join(const std::string &a, std::string b) { co_return co_await xfork::fork([&] { return a + b; }); }

TEST_P(coroutine_test, arguments_live_as_long_as_the_coroutine) {
  const lazy<std::string> x = xfork::fork(join, std::string("a long string, not in place "), "b");
  EXPECT_EQ(*x.operator->(), "a long string, not in place b");
  EXPECT_EQ(xfork::fork(join, x, "c"), "a long string, not in place bc"); // an edge
}

task<int> failing(lazy<int> x) {
  co_await x;
  throw std::range_error("after");
}

TEST_P(coroutine_test, errors_go_both_ways) {
  EXPECT_THROW(xfork::fork([] { return failing(lazy<int>(1)); }).get(), std::range_error);
  EXPECT_THROW(xfork::fork([] { return failing(xfork::fork([]() -> int { throw std::length_error("in"); })); }).get(),
               std::length_error);
  EXPECT_THROW(xfork::fork([]() -> task<int> { throw std::length_error("no coroutine"); }).get(), std::length_error);
}

lazy<int> returns_lazy(int n) { return xfork::fork(add, n, 1); }

TEST_P(coroutine_test, a_lazy_result_is_awaited_too) {
  static_assert(std::is_same_v<decltype(xfork::fork(returns_lazy, 1)), lazy<int>>);
  EXPECT_EQ(xfork::fork(returns_lazy, xfork::fork(returns_lazy, 1)), 3);
  const lazy<std::unique_ptr<int>> owned =
      xfork::fork([] { return xfork::fork([] { return std::make_unique<int>(4); }); });
  EXPECT_EQ(*owned, 4);
}

task<int> waits_for(lazy<int> held, std::atomic<int> &suspended) {
  ++suspended;
  co_return co_await held;
}

TEST_P(coroutine_test, no_worker_is_blocked) {
  if (!parallel())
    GTEST_SKIP() << "needs another thread";
  gate go;
  const lazy<int> held = xfork::io_bound([&] {
    go.pass();
    return 2;
  });
  std::atomic<int> suspended = 0;
  std::vector<lazy<int>> waiting; // far more than there are threads
  for (int i = 0; i < 200; ++i)
    waiting.push_back(xfork::fork([&] { return waits_for(held, suspended); }));
  while (suspended != 200)
    std::this_thread::yield();
  go.open();
  int sum = 0;
  for (const auto &w : waiting)
    sum += w;
  EXPECT_EQ(sum, 400);
}

task<int> tree(int depth) {
  if (depth == 0)
    co_return 1;
  const lazy<int> left = xfork::fork(tree, depth - 1), right = xfork::fork(tree, depth - 1);
  co_return co_await left + co_await right;
}

TEST_P(coroutine_test, coroutines_fork_coroutines) {
  const int depth = slowness > 1 ? 7 : 11;
  EXPECT_EQ(xfork::fork(tree, depth), 1 << depth);
}

TEST_P(coroutine_test, many_coroutines_await_one_value) {
  std::atomic<int> suspended = 0;
  for (int round = 0; round < 50; ++round) {
    const lazy<int> value = xfork::fork(add, round, 1);
    std::vector<lazy<int>> waiting;
    for (int i = 0; i < 10; ++i)
      waiting.push_back(xfork::fork([&] { return waits_for(value, suspended); }));
    for (const auto &w : waiting)
      EXPECT_EQ(w, round + 1);
  }
}

XFORK_WITH_WORKERS(coroutine_test);

} // namespace

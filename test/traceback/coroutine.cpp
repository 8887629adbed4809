// RUN: %check_traceback %s
// A coroutine of the user's on the way: it calls what forks, and is resumed by what was forked.
#include "report.hpp"
#include <coroutine>
#include <exception>
#include <stdexcept>

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw std::underflow_error("negative");
  return x;
}

int forks(int x) {
  [[fork::parallel]] int a = fails(x);
  int b = x;
  return a + b;
}

struct generator {
  struct promise_type {
    int value = 0;
    std::exception_ptr error;
    generator get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int v) {
      value = v;
      return {};
    }
    void return_void() {}
    void unhandled_exception() { error = std::current_exception(); }
  };
  std::coroutine_handle<promise_type> handle;

  int next() {
    handle.resume();
    if (handle.promise().error)
      std::rethrow_exception(handle.promise().error);
    return handle.promise().value;
  }
};

generator values(int n) {
  for (int i = n;; --i)
    co_yield forks(i);
}

int sum(int n) {
  generator g = values(2);
  int total = 0;
  try {
    for (int i = 0; i < n; ++i)
      total += g.next();
  } catch (...) {
    g.handle.destroy();
    throw;
  }
  g.handle.destroy();
  return total;
}

int two_sums(int n) {
  [[fork::parallel]] int a = sum(n);
  int b = n;
  return a + b;
}

int main() {
  try {
    sum(5);
  } catch (const std::underflow_error &) {
    report("in a coroutine");
  }
  try {
    two_sums(4);
  } catch (const std::underflow_error &) {
    report("in a forked coroutine");
  }
}

// Tracebacks as far as they do not need debug information: which functions they name, for whom, and for how long.
#include "with_workers.hpp"

#include <atomic>
#include <exception>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>
#include <xfork/traceback.hpp>

namespace {

struct traceback_test : with_workers {};
XFORK_WITH_WORKERS(traceback_test);

[[gnu::noinline]] int fails(int x) {
  if (x >= 0)
    throw std::runtime_error("fails");
  return x;
}

[[gnu::noinline]] int forks(int x) {
  auto a = xfork::stack_task([x] { return fails(x); });
  std::this_thread::sleep_for(std::chrono::microseconds(200)); // for a thief
  return a.get() + 1;
}

[[gnu::noinline]] int throws_pointer(const char *text) { throw text; }

/// How many frames have a function that ends with `name`.
long frames_of(const xfork::traceback &trace, std::string_view name) {
  long count = 0;
  for (const auto &frame : trace)
    count += frame.function.ends_with(name);
  return count;
}

TEST_P(traceback_test, names_the_task_and_the_function_that_forks) {
  for (int n = 0; n < 20; ++n) {
    try {
      forks(n);
      FAIL();
    } catch (const std::runtime_error &) {
      const auto trace = xfork::traceback::current();
      EXPECT_TRUE(trace.complete());
      EXPECT_EQ(frames_of(trace, "fails"), 1);
      EXPECT_EQ(frames_of(trace, "forks"), 1);
      EXPECT_EQ(frames_of(trace, "xfork::"), 0);
      EXPECT_TRUE(trace[trace.size() - 1].function.ends_with("fails"));
      EXPECT_EQ(trace[0].function, "main");
    }
  }
}

TEST_P(traceback_test, belongs_to_the_exception_not_to_the_handler) {
  std::exception_ptr kept;
  try {
    forks(1);
  } catch (...) {
    kept = std::current_exception();
  }
  std::thread([&] {
    EXPECT_EQ(frames_of(xfork::traceback(kept), "forks"), 1);
    try {
      std::rethrow_exception(kept);
    } catch (const std::runtime_error &) {
      EXPECT_EQ(frames_of(xfork::traceback::current(), "fails"), 1);
    }
  }).join();
}

TEST_P(traceback_test, is_empty_where_nothing_was_recorded) {
  EXPECT_TRUE(xfork::traceback::current().empty());
  EXPECT_TRUE(xfork::traceback(std::exception_ptr()).empty());
  try {
    fails(1);
  } catch (const std::runtime_error &) {
    EXPECT_TRUE(xfork::traceback::current().empty());
  }
  std::ostringstream out;
  out << xfork::traceback();
  EXPECT_EQ(out.str(), "");
}

TEST_P(traceback_test, any_exception_records_by_hand) {
  try {
    fails(1);
  } catch (xfork::any_exception &) {
    EXPECT_EQ(frames_of(xfork::traceback::current(), "fails"), 1);
  }
}

TEST_P(traceback_test, thrown_pointers_have_one_each) {
  const auto forks_pointer = [](const char *text) {
    auto task = xfork::stack_task([text] { return throws_pointer(text); });
    return task.get();
  };
  for (const char *text : {"one", "two"}) {
    try {
      forks_pointer(text);
      FAIL();
    } catch (const char *) {
      EXPECT_EQ(frames_of(xfork::traceback::current(), "throws_pointer"), 1);
    }
  }
}

TEST_P(traceback_test, is_delivered_twice_and_stays_the_same) {
  if (serial())
    GTEST_SKIP() << "throws where it is forked";
  auto task = xfork::stack_task([] { return fails(1); });
  std::size_t sizes[2] = {};
  for (std::size_t &size : sizes) {
    try {
      task.get();
    } catch (const std::runtime_error &) {
      size = xfork::traceback::current().size();
    }
  }
  EXPECT_NE(sizes[0], 0u);
  EXPECT_EQ(sizes[0], sizes[1]);
}

/// Exceptions whose copies must not be made: only the original travels.
struct only_moves_by_throwing {
  int value;
  explicit only_moves_by_throwing(int v) : value(v) {}
  only_moves_by_throwing(const only_moves_by_throwing &) { throw std::logic_error("copied"); }
  only_moves_by_throwing(only_moves_by_throwing &&) { throw std::logic_error("moved"); }
};

TEST_P(traceback_test, an_exception_with_throwing_moves_arrives) {
  const auto forks_one = [](int x) {
    auto task = xfork::stack_task([x]() -> int { throw only_moves_by_throwing(x); });
    return task.get();
  };
  try {
    forks_one(7);
    FAIL();
  } catch (const only_moves_by_throwing &error) {
    EXPECT_EQ(error.value, 7);
  }
}

TEST_P(traceback_test, ten_thousand_tasks_throw_at_once) {
  const int count = 10'000 / slowness;
  std::atomic<int> thrown = 0;
  const auto scope = [&] {
    xfork::task_scope forks;
    for (int i = 0; i < count; ++i)
      forks.fork([&] { ++thrown, throw std::runtime_error("one of many"); });
    forks.join();
  };
  EXPECT_THROW(scope(), std::runtime_error);
  const auto loop = [&] {
    xfork::for_loop(xfork::below(0, count), [&](int i) { ++thrown, throw i; });
  };
  EXPECT_THROW(loop(), int);
  EXPECT_GE(thrown.load(), 2);
  std::atomic<int> caught = 0;
  xfork::for_loop(xfork::below(0, count), [&](int i) {
    try {
      auto task = xfork::stack_task([i] { return fails(i); });
      task.get();
    } catch (const std::runtime_error &) {
      ++caught;
    }
  });
  EXPECT_EQ(caught.load(), count);
}

TEST_P(traceback_test, threads_ask_for_the_same_exception) {
  std::exception_ptr kept;
  try {
    forks(1);
  } catch (...) {
    kept = std::current_exception();
  }
  const auto expected = xfork::traceback(kept).size();
  std::vector<std::thread> threads;
  for (int n = 0; n < 4; ++n)
    threads.emplace_back([&, copy = kept] { EXPECT_EQ(xfork::traceback(copy).size(), expected); });
  for (std::thread &thread : threads)
    thread.join();
}

} // namespace

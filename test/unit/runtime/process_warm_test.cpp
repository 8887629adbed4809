// Calls in processes that are there already.
#include "with_workers.hpp"
#include "xfork/process/warm_process.hpp"

#include <atomic>
#include <csignal>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <set>
#include <stdexcept>
#include <string>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

#ifndef XFORK_TEST_TSAN // which does not support threads after fork

namespace {

using process_warm_test = with_workers;

#define NEEDS_PROCESSES()                                                                                    \
  if (xfork::current_mode() == xfork::mode::serial)                                                          \
  GTEST_SKIP()

int twice(int n) { return 2 * n; }
pid_t own_pid() { return getpid(); }
std::string joined(const std::vector<std::string> &words, std::string by) {
  std::string result;
  for (const std::string &word : words)
    result += (result.empty() ? "" : by) + word;
  return result;
}
std::vector<double> numbers(std::size_t n) { return std::vector<double>(n, 0.5); }
double sum(const std::vector<double> &v) {
  double result = 0;
  for (double x : v)
    result += x;
  return result;
}
int dies(int signal) {
  if (signal != 0) {
    static_cast<void>(!write(2, "last words\n", 11));
    raise(signal);
  }
  return 1;
}
struct point {
  int x, y;
  int product() const { return x * y; }
};

TEST_P(process_warm_test, functions_members_and_lambdas) {
  EXPECT_EQ(xfork::block_warm_process(twice, 4), 8);
  EXPECT_EQ(xfork::block_warm_process(&point::product, point{3, 5}), 15);
  EXPECT_EQ(xfork::block_warm_process([](int a, int b) { return a - b; }, 7, 2), 5);
  EXPECT_EQ(xfork::block_warm_process(joined, std::vector<std::string>{"a", "b"}, std::string(", ")), "a, b");
  xfork::block_warm_process([] {});
}

TEST_P(process_warm_test, arguments_and_results_of_any_size) {
  for (std::size_t n : {std::size_t(0), std::size_t(1000), std::size_t(1100), std::size_t(4000), std::size_t(100'000)}) {
    EXPECT_EQ(xfork::block_warm_process(numbers, n).size(), n);
    EXPECT_EQ(xfork::block_warm_process(sum, numbers(n)), 0.5 * static_cast<double>(n));
  }
}

TEST_P(process_warm_test, a_process_serves_many_calls) {
  NEEDS_PROCESSES();
  std::set<pid_t> served;
  for (int i = 0; i < 20; ++i)
    served.insert(xfork::block_warm_process(own_pid));
  EXPECT_EQ(served.count(getpid()), 0u);
  EXPECT_LT(served.size(), 5u);
}

TEST_P(process_warm_test, lazy_values) {
  std::vector<xfork::lazy<int>> values;
  for (int i = 0; i < 300; ++i)
    values.push_back(xfork::warm_process(twice, i));
  for (int i = 0; i < 300; ++i)
    EXPECT_EQ(values[static_cast<std::size_t>(i)].get(), 2 * i);
}

TEST_P(process_warm_test, from_many_threads) {
  std::vector<std::thread> threads;
  std::atomic<int> wrong{0};
  for (int t = 0; t < 6; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i)
        wrong += xfork::block_warm_process(twice, 100 * t + i) != 2 * (100 * t + i);
    });
  for (std::thread &thread : threads)
    thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST_P(process_warm_test, exceptions_arrive_with_their_type) {
  EXPECT_THROW(xfork::block_warm_process([](int n) -> int { throw std::range_error(std::to_string(n)); }, 1),
               std::range_error);
  EXPECT_THROW(xfork::warm_process([](int) -> int { throw std::out_of_range("x"); }, 1).get(), std::out_of_range);
  EXPECT_EQ(xfork::block_warm_process(twice, 1), 2);
}

TEST_P(process_warm_test, the_pool_heals) {
  NEEDS_PROCESSES();
  for (int signal : {SIGKILL, SIGTERM, SIGKILL, SIGHUP}) {
    try {
      xfork::block_warm_process(dies, signal);
      ADD_FAILURE() << "nothing thrown";
    } catch (const xfork::process_died &e) {
      EXPECT_EQ(e.signal(), signal);
      EXPECT_STREQ(e.last_output(), "last words\n");
    }
    EXPECT_EQ(xfork::block_warm_process(dies, 0), 1);
  }
  EXPECT_THROW(xfork::block_warm_process([](int code) { _exit(code); }, 3), xfork::process_died);
}

TEST_P(process_warm_test, one_that_died_idle_is_nobodys_error) {
  NEEDS_PROCESSES();
  for (int i = 0; i < 20; ++i) {
    kill(xfork::block_warm_process(own_pid), SIGKILL); // dies before, while or after it is asked
    EXPECT_EQ(xfork::block_warm_process(twice, i), 2 * i);
  }
}

TEST_P(process_warm_test, limits_hold_for_their_call_only) {
  NEEDS_PROCESSES();
  const auto work = [](double seconds) {
    const clock_t end = clock() + static_cast<clock_t>(seconds * CLOCKS_PER_SEC);
    while (clock() < end)
      ;
    return 1;
  };
  xfork::process_options limits;
  limits.cpu_seconds = 0.05;
  EXPECT_EQ(xfork::block_warm_process(limits, work, 0.0), 1);
  EXPECT_EQ(xfork::block_warm_process(work, 0.15), 1);
  EXPECT_THROW(xfork::block_warm_process(limits, work, 20.0), xfork::limit_exceeded);
#ifndef XFORK_TEST_SANITIZED // whose allocator ends the program
  limits = {};
  limits.memory = 8 << 20;
  EXPECT_THROW(xfork::block_warm_process(limits, numbers, std::size_t(8) << 20), xfork::limit_exceeded);
  EXPECT_EQ(xfork::block_warm_process(numbers, std::size_t(8) << 20).size(), std::size_t(8) << 20);
#endif
}

TEST_P(process_warm_test, files_of_the_program_stay_with_it) {
  NEEDS_PROCESSES();
  const int file = open("/dev/null", O_RDONLY);
  kill(xfork::block_warm_process(own_pid), SIGKILL); // the next one is forked now
  usleep(20'000);
  EXPECT_EQ(xfork::block_warm_process([](int descriptor) { return fcntl(descriptor, F_GETFD); }, file), -1);
  close(file);
}

TEST_P(process_warm_test, code_that_was_loaded_later) {
  NEEDS_PROCESSES();
  const pid_t before = xfork::block_warm_process(own_pid);
  void *library = dlopen(XFORK_TEST_LATE_CODE, RTLD_NOW);
  ASSERT_TRUE(library) << dlerror();
  auto *late = reinterpret_cast<int (*)(int)>(dlsym(library, "xfork_test_late"));
  EXPECT_EQ(xfork::block_warm_process(late, 5), 15);
  EXPECT_NE(xfork::block_warm_process(own_pid), before);
  dlclose(library);
}

TEST_P(process_warm_test, a_child_has_a_pool_of_its_own) {
  NEEDS_PROCESSES();
  const auto nested = [](int n) { return xfork::block_warm_process(twice, n) + 1; };
  EXPECT_EQ(xfork::block_warm_process(nested, 3), 7);
  EXPECT_EQ(xfork::block_warm_process(nested, 4), 9);
}

XFORK_WITH_WORKERS(process_warm_test);

} // namespace

#endif

// A call in a process of its own.
#include "with_workers.hpp"
#include "xfork/process/exception_type.hpp"
#include "xfork/process/process_task.hpp"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <fstream>
#include <future>
#include <iostream>
#include <map>
#include <numeric>
#include <stdexcept>
#include <string>
#include <sys/wait.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

#ifndef XFORK_TEST_TSAN // which does not support threads after fork

namespace {

using process_task_test = with_workers;

int global = 1;

/// Where isolation is what is tested, and serial mode would have none.
#define NEEDS_PROCESSES()                                                                                    \
  if (xfork::current_mode() == xfork::mode::serial)                                                          \
  GTEST_SKIP()

TEST_P(process_task_test, sees_everything_and_changes_nothing) {
  NEEDS_PROCESSES();
  std::vector<int> v = {1, 2, 3};
  global = 5;
  const auto by_lambda = [&v, hook = std::make_unique<int>(4)] {
    v.push_back(*hook + global);
    global = 100;
    return v;
  };
  const pid_t here = getpid();
  auto elsewhere = xfork::process_task([] { return getpid(); });
  auto task = xfork::process_task(by_lambda);
  EXPECT_EQ(task.get(), (std::vector<int>{1, 2, 3, 9}));
  EXPECT_EQ(v.size(), 3u);
  EXPECT_EQ(global, 5);
  EXPECT_NE(elsewhere.get(), here);
}

TEST_P(process_task_test, takes_its_snapshot_at_the_fork) {
  NEEDS_PROCESSES();
  int x = 1;
  auto task = xfork::process_task([&] {
    usleep(20'000);
    return x;
  });
  x = 2;
  EXPECT_EQ(task.get(), 1);
}

TEST_P(process_task_test, open_files_work) {
  char name[] = "/tmp/xfork-test-XXXXXX";
  const int descriptor = mkstemp(name);
  ASSERT_GE(descriptor, 0);
  std::ofstream(name) << "first\nsecond\n";
  std::ifstream file(name);
  auto task = xfork::process_task([&] {
    std::string line;
    std::getline(file, line);
    return line;
  });
  EXPECT_EQ(task.get(), "first");
  close(descriptor);
  unlink(name);
}

TEST_P(process_task_test, several_run_at_a_time) {
  NEEDS_PROCESSES();
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  auto waits = xfork::process_task([&] {
    char c = 0;
    return read(ends[0], &c, 1) == 1 ? c : '?';
  });
  auto tells = xfork::process_task([&] { return write(ends[1], "x", 1) == 1; });
  EXPECT_TRUE(tells.get());
  EXPECT_EQ(waits.get(), 'x');
  close(ends[0]);
  close(ends[1]);
}

TEST_P(process_task_test, results_of_any_size) {
  for (const std::size_t size : {0u, 1u, 400u, 5'000u, 70'000u, 3'000'000u}) {
    std::vector<std::size_t> expected(size);
    std::iota(expected.begin(), expected.end(), size);
    auto task = xfork::process_task([&] { return expected; });
    EXPECT_EQ(task.get(), expected);
    auto mixed = xfork::process_task(
        [&] { return std::map<std::string, std::vector<std::size_t>>{{"a", expected}, {"b", {7}}}; });
    EXPECT_EQ(mixed.get().at("a"), expected);
    EXPECT_EQ(mixed.get().at("b"), std::vector<std::size_t>{7});
  }
}

TEST_P(process_task_test, nothing_to_return) {
  auto task = xfork::process_task([] {});
  task.join();
  task.get();
}

TEST_P(process_task_test, declared_type_of_the_result) {
  auto task = xfork::process_task<double>([] { return 3; });
  static_assert(std::is_same_v<decltype(task.get()), double &>);
  EXPECT_EQ(task.get(), 3.0);
}

template <class E, class Call> void expect_throw(Call call, const std::string &what) {
  try {
    auto task = xfork::process_task([&]() -> int {
      call();
      return 0;
    });
    EXPECT_THROW(task.get(), E);
    task.get();
    ADD_FAILURE() << "nothing thrown";
  } catch (const E &e) {
    EXPECT_EQ(typeid(e), typeid(E));
    EXPECT_EQ(e.what(), what);
  }
}

TEST_P(process_task_test, exceptions_arrive_with_their_type) {
  expect_throw<std::runtime_error>([] { throw std::runtime_error("a"); }, "a");
  expect_throw<std::range_error>([] { throw std::range_error("b"); }, "b");
  expect_throw<std::invalid_argument>([] { throw std::invalid_argument("c"); }, "c");
  expect_throw<std::out_of_range>([] { std::vector<int>().at(3); },
                                  "vector::_M_range_check: __n (which is 3) >= this->size() (which is 0)");
  expect_throw<std::bad_alloc>([] { throw std::bad_alloc(); }, "std::bad_alloc");
  const std::system_error gone(ENOENT, std::generic_category(), "here");
  expect_throw<std::system_error>([] { throw std::system_error(ENOENT, std::generic_category(), "here"); },
                                  gone.what());
}

struct own_error : std::runtime_error {
  using runtime_error::runtime_error;
};

TEST_P(process_task_test, other_exceptions_arrive_by_name) {
  NEEDS_PROCESSES();
  auto own = xfork::process_task([] { throw own_error("mine"); });
  try {
    own.get();
    ADD_FAILURE();
  } catch (const xfork::remote_exception &e) {
    EXPECT_NE(std::string(e.type_name()).find("own_error"), std::string::npos);
    EXPECT_STREQ(e.message(), "mine");
    EXPECT_NE(std::string(e.what()).find("mine"), std::string::npos);
  }
  auto number = xfork::process_task([] { throw 3; });
  try {
    number.get();
    ADD_FAILURE();
  } catch (const xfork::remote_exception &e) {
    EXPECT_STREQ(e.type_name(), "int");
  }
}

struct parse_error : std::runtime_error {
  int line = 0;
  parse_error(const std::string &what, int l) : std::runtime_error(what), line(l) {}
  parse_error(xfork::from_process, xfork::reader &in)
      : std::runtime_error(xfork::read<std::runtime_error>(in)), line(xfork::read<int>(in)) {}
  template <class Visit> void xfork_fields(Visit &&visit) { visit(static_cast<std::runtime_error &>(*this), line); }
};
/// Cannot be read: then the name is told.
struct stubborn_error : std::exception {
  template <class Visit> void xfork_fields(Visit &&) { throw 1; }
};

} // namespace
template struct xfork::exception_type<parse_error>;
template struct xfork::exception_type<stubborn_error>;
template struct xfork::exception_type<long>;
namespace {

TEST_P(process_task_test, exceptions_that_can_travel_arrive_as_what_they_are) {
  NEEDS_PROCESSES();
  const auto fails = [] { throw parse_error("syntax", 42); };
  for (const bool nested : {false, true}) {
    auto own = xfork::process_task([&] {
      if (nested)
        xfork::process_task(fails).get();
      fails();
    });
    try {
      own.get();
      ADD_FAILURE();
    } catch (const parse_error &e) {
      EXPECT_STREQ(e.what(), "syntax");
      EXPECT_EQ(e.line, 42);
    }
  }
  auto number = xfork::process_task([] { throw 3L; });
  EXPECT_THROW(number.get(), long);
  auto stubborn = xfork::process_task([] { throw stubborn_error(); });
  EXPECT_THROW(stubborn.get(), xfork::remote_exception);
  auto large = xfork::process_task([] { throw parse_error(std::string(100'000, 'x'), 1); });
  EXPECT_THROW(large.get(), parse_error);
}

TEST_P(process_task_test, deaths_of_grandchildren_arrive_as_deaths) {
  NEEDS_PROCESSES();
  auto task = xfork::process_task([] { xfork::process_task([] { _exit(3); }).get(); });
  try {
    task.get();
    ADD_FAILURE();
  } catch (const xfork::process_died &e) {
    EXPECT_EQ(e.exit_code(), 3);
    EXPECT_NE(std::string(e.what()).find("code 3"), std::string::npos);
  }
}

template <class Call> void expect_death(Call call, int signal, int exit_code) {
  auto task = xfork::process_task([&] {
    call();
    return 1;
  });
  try {
    task.get();
    ADD_FAILURE() << "it lives";
  } catch (const xfork::process_died &e) {
    EXPECT_EQ(e.signal(), signal) << e.what();
    EXPECT_EQ(e.exit_code(), exit_code) << e.what();
  }
}

volatile int never = -1;
int endless(int n) {
  volatile char room[4096];
  room[0] = 1;
  return n == never ? 0 : endless(n + 1) + room[0];
}

TEST_P(process_task_test, death_is_an_exception) {
  NEEDS_PROCESSES();
  expect_death([] { raise(SIGKILL); }, SIGKILL, -1);
  expect_death([] { signal(SIGABRT, SIG_DFL), std::abort(); }, SIGABRT, -1);
  expect_death([] { _exit(3); }, 0, 3);
  expect_death([] { signal(SIGSEGV, SIG_DFL), raise(SIGSEGV); }, SIGSEGV, -1);
#ifndef XFORK_TEST_SANITIZED // which makes an exit of it
  expect_death([] { endless(0); }, SIGSEGV, -1);
#endif
  auto next = xfork::process_task([] { return 8; });
  EXPECT_EQ(next.get(), 8);
}

TEST_P(process_task_test, death_tells_signal_and_last_words) {
  NEEDS_PROCESSES();
  auto task = xfork::process_task([] {
    std::cerr << "reading the file\nlast words\n";
    raise(SIGTERM);
  });
  try {
    task.join();
    ADD_FAILURE();
  } catch (const xfork::process_died &e) {
    EXPECT_STREQ(e.signal_name(), "SIGTERM");
    EXPECT_STREQ(e.last_output(), "reading the file\nlast words\n");
    EXPECT_NE(std::string(e.what()).find("SIGTERM"), std::string::npos);
    EXPECT_NE(std::string(e.what()).find("last words"), std::string::npos);
  }
}

TEST_P(process_task_test, a_child_has_children_and_threads) {
  NEEDS_PROCESSES();
  auto task = xfork::process_task([] {
    int from_thread = 0;
    std::thread([&] { from_thread = 1; }).join();
    auto grandchild = xfork::process_task([] {
      auto great = xfork::process_task([] { return 100; });
      return great.get() + 10;
    });
    auto forked = xfork::stack_task([] { return 1000; });
    return from_thread + grandchild.get() + forked.get();
  });
  EXPECT_EQ(task.get(), 1111);
}

TEST_P(process_task_test, from_many_threads) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t)
    threads.emplace_back([t] {
      for (int i = 0; i < 10; ++i) {
        std::vector<int> v(static_cast<std::size_t>(t + 1), i);
        auto task = xfork::process_task([&] { return std::accumulate(v.begin(), v.end(), 0); });
        EXPECT_EQ(task.get(), i * (t + 1));
      }
    });
  for (auto &t : threads)
    t.join();
}

TEST_P(process_task_test, outlives_the_thread_that_made_it) {
  NEEDS_PROCESSES();
  xfork::detail::awaited_reply reply;
  std::thread([&] {
    xfork::detail::start_process({},
                                 {[](void *, std::uint64_t, xfork::writer &out) {
                                    usleep(50'000);
                                    xfork::write(out, 7);
                                  },
                                  nullptr},
                                 reply);
  }).join();
  xfork::reader in(xfork::detail::open_reply(reply.wait()));
  EXPECT_EQ(xfork::read<int>(in), 7);
}

TEST_P(process_task_test, output_comes_once) {
  NEEDS_PROCESSES();
  char name[] = "/tmp/xfork-test-XXXXXX";
  const int descriptor = mkstemp(name);
  std::fflush(stdout);
  const int before = dup(1);
  dup2(descriptor, 1);
  std::printf("parent ");
  auto task = xfork::process_task([] { std::printf("child "); });
  task.join();
  std::printf("end\n");
  std::fflush(stdout);
  dup2(before, 1);
  close(before);
  close(descriptor);
  std::string line;
  std::getline(std::ifstream(name) >> std::ws, line);
  EXPECT_EQ(line, "parent child end");
  unlink(name);
}

char touch(std::size_t size) {
  const std::vector<char> memory(size, 'x');
  const volatile char *last = &memory.back();
  return *last;
}

TEST_P(process_task_test, memory_limit) {
  NEEDS_PROCESSES();
#ifndef XFORK_TEST_SANITIZED // whose allocator ends the program
  xfork::process_options options;
  options.memory = 64u << 20;
  auto modest = xfork::process_task(options, [] { return touch(1u << 20); });
  EXPECT_EQ(modest.get(), 'x');
  auto greedy = xfork::process_task(options, [] { return touch(512u << 20); });
  EXPECT_THROW(greedy.get(), xfork::limit_exceeded);
#endif
}

TEST_P(process_task_test, processor_time_limit) {
  NEEDS_PROCESSES();
  xfork::process_options options;
  options.cpu_seconds = 0.05;
  auto busy = xfork::process_task(options, [] {
    for (volatile int i = 0;; i = i + 1)
      ;
  });
  EXPECT_THROW(busy.join(), xfork::limit_exceeded);
  auto idle = xfork::process_task(options, [] {
    usleep(200'000);
    return 1;
  });
  EXPECT_EQ(idle.get(), 1);
}

int descriptors() {
  int count = 0;
  for (int n = 3; n < 1024; ++n)
    count += fcntl(n, F_GETFD) != -1;
  return count;
}

/// Children end, and are waited for by the library, a little after their results have arrived.
void wait_for_burials() {
  siginfo_t status{};
  while (waitid(P_ALL, 0, &status, WEXITED | WNOHANG | WNOWAIT) == 0)
    usleep(1'000);
  EXPECT_EQ(errno, ECHILD);
  usleep(20'000); // between waiting for the last one and closing its descriptors
}

/// Of the program that is executed: everything above 2 but what lists them.
std::string descriptors_of_a_program() {
  std::string text;
  std::FILE *program = popen("ls -l /proc/self/fd 2>/dev/null | grep -E -c 'socket|pipe|memfd|eventfd|pidfd'", "r");
  for (int c; program && (c = std::fgetc(program)) != EOF;)
    text += static_cast<char>(c);
  if (program)
    pclose(program);
  return text;
}

TEST_P(process_task_test, siblings_share_nothing) {
  NEEDS_PROCESSES();
  xfork::process_task([] {}).join();
  wait_for_burials();
  const int mine = descriptors();
  int gate[2];
  ASSERT_EQ(pipe2(gate, O_CLOEXEC), 0);
  const auto counts = [&] { // with all of its siblings alive
    char c = 0;
    static_cast<void>(!read(gate[0], &c, 1));
    return std::make_pair(descriptors(), descriptors_of_a_program());
  };
  auto a = xfork::process_task(counts), b = xfork::process_task(counts), c = xfork::process_task(counts),
       d = xfork::process_task(counts), e = xfork::process_task(counts);
  const std::string plain = descriptors_of_a_program();
  ASSERT_EQ(write(gate[1], "12345", 5), 5);
  for (auto *task : {&a, &b, &c, &d, &e}) {
    EXPECT_LE(task->get().first, mine + 2 + 1); // the gate; and socket and lifeline for the watcher's eventfd
    // Standard error is a pipe there, and goes to /dev/null in the program that lists.
    EXPECT_EQ(task->get().second, plain);
  }
  close(gate[0]);
  close(gate[1]);
}

TEST_P(process_task_test, no_descriptor_leaks) {
  NEEDS_PROCESSES();
  xfork::process_task([] {}).join();
  wait_for_burials();
  const int mine = descriptors();
  auto sleeps = xfork::process_task([] { usleep(100'000); });
  auto counts = xfork::process_task([] { return descriptors(); });
  // The eventfd of the parent's watcher is closed in the child; it has its socket and its lifeline.
  EXPECT_LE(counts.get(), mine + 1);
  int ends[2];
  ASSERT_EQ(pipe(ends), 0);
  xfork::process_options options;
  options.close_files = true;
  auto closed = xfork::process_task(options, [] { return descriptors(); });
  EXPECT_EQ(closed.get(), 2);
  close(ends[0]);
  close(ends[1]);
  sleeps.join();
  wait_for_burials();
  EXPECT_EQ(descriptors(), mine);
}

TEST_P(process_task_test, the_first_exception_in_program_order_is_thrown) {
  const auto block = [] {
    try {
      auto a = xfork::process_task([] { throw std::range_error("task"); });
      throw std::runtime_error("block");
    } catch (xfork::any_exception &) {
      xfork::rethrow_first();
    }
  };
  EXPECT_THROW(block(), std::range_error);
}

XFORK_WITH_WORKERS(process_task_test);

} // namespace

#endif

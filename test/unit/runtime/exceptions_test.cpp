#include "with_workers.hpp"

#include <atomic>
#include <memory>
#include <pthread.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using exceptions_test = with_workers;

struct failure {
  int number;
};

int value_or_throw(int i, int thrower) {
  if (i == thrower)
    throw failure{i};
  return i;
}

template <class F> int failure_of(F f) {
  try {
    f();
  } catch (const failure &caught) {
    return caught.number;
  }
  return -1;
}

TEST_P(exceptions_test, loop_throws_what_the_lowest_iteration_threw) {
  for (int lowest : {0, 1, 37, 999}) {
    std::vector<std::atomic<int>> ran(1000);
    EXPECT_EQ(failure_of([&] {
                xfork::for_loop(xfork::below<int>(0, 1000), [&](int i) {
                  ran[static_cast<std::size_t>(i)] = 1;
                  if (i >= lowest)
                    throw failure{i};
                });
              }),
              lowest);
    for (int i = 0; i <= lowest; ++i)
      ASSERT_EQ(ran[static_cast<std::size_t>(i)], 1) << i; // all below it have run
  }
}

TEST_P(exceptions_test, loop_over_a_list_too) {
  std::vector<int> data{1, 2, 3, 4, 5, 6, 7, 8};
  EXPECT_EQ(failure_of([&] { xfork::for_each(data, [](int i) { value_or_throw(i, i < 4 ? 0 : i); }); }), 4);
}

TEST_P(exceptions_test, get_throws_every_time) {
  EXPECT_EQ(failure_of([] {
              auto x = xfork::stack_task([]() -> int { throw failure{5}; });
              EXPECT_EQ(failure_of([&] { x.get(); }), 5);
              EXPECT_EQ(failure_of([&] { x.get(); }), 5);
              EXPECT_EQ(failure_of([&] { x.join(); }), 5);
            }),
            serial() ? 5 : -1); // serially the fork throws; else nobody is owed anything at the end
}

TEST_P(exceptions_test, destructor_throws_what_nobody_asked_for) {
  bool reached = false;
  EXPECT_EQ(failure_of([&] {
              auto x = xfork::stack_task([] { throw failure{6}; });
              reached = true;
            }),
            6);
  EXPECT_EQ(reached, !serial());
}

int both(int a, int b, int thrower) try {
  auto x = xfork::stack_task([=] { return value_or_throw(a, thrower); });
  int y = value_or_throw(b, b);
  return x.get() + y;
} catch (...) {
  xfork::rethrow_first();
}

TEST_P(exceptions_test, the_task_comes_before_the_rest_of_its_block) {
  for (int repeat = 0; repeat < 200; ++repeat) {
    EXPECT_EQ(failure_of([] { both(1, 2, 1); }), 1);
    EXPECT_EQ(failure_of([] { both(1, 2, 0); }), 2);
  }
}

int three(int thrower_a, int thrower_b, int thrower_c, bool backwards) try {
  auto a = xfork::stack_task([=] { return value_or_throw(1, thrower_a); });
  auto b = xfork::stack_task([=] { return value_or_throw(2, thrower_b); });
  auto c = xfork::stack_task([=] { return value_or_throw(3, thrower_c); });
  return backwards ? c.get() + b.get() + a.get() : a.get() + b.get() + c.get();
} catch (...) {
  xfork::rethrow_first();
}

TEST_P(exceptions_test, the_first_of_several_wins_whatever_the_order_of_get) {
  for (bool backwards : {false, true})
    for (int mask = 0; mask < 8; ++mask) {
      const int first = mask & 1 ? 1 : mask & 2 ? 2 : mask & 4 ? 3 : -1;
      EXPECT_EQ(failure_of([&] { three(mask & 1 ? 1 : 0, mask & 2 ? 2 : 0, mask & 4 ? 3 : 0, backwards); }), first);
    }
}

int nested(int depth, int thrower) try {
  if (depth == 0)
    throw failure{0};
  auto x = xfork::stack_task([=] { return value_or_throw(depth, thrower); });
  int y = nested(depth - 1, thrower);
  return x.get() + y;
} catch (...) {
  xfork::rethrow_first();
}

TEST_P(exceptions_test, each_function_passes_on_the_earliest) {
  for (int thrower = 1; thrower <= 10; ++thrower)
    EXPECT_EQ(failure_of([&] { nested(10, thrower); }), thrower);
  EXPECT_EQ(failure_of([&] { nested(10, -1); }), 0);
}

/// Runs tasks that fail, and deals with it, while another exception unwinds.
struct busy_destructor {
  ~busy_destructor() {
    EXPECT_EQ(failure_of([] { both(1, 2, 1); }), 1);
    EXPECT_EQ(failure_of([] { both(1, 2, 0); }), 2);
    EXPECT_EQ(failure_of([] {
                auto x = xfork::stack_task([] { throw failure{8}; });
              }),
              8); // leaves its block normally, though an exception is in flight further out
  }
};

int with_busy_destructor(bool task_throws) try {
  auto x = xfork::stack_task([=] { return value_or_throw(1, task_throws); });
  busy_destructor busy;
  throw failure{2};
} catch (...) {
  xfork::rethrow_first();
}

TEST_P(exceptions_test, destructors_may_use_tasks_during_unwinding) {
  EXPECT_EQ(failure_of([] { with_busy_destructor(true); }), 1);
  EXPECT_EQ(failure_of([] { with_busy_destructor(false); }), 2);
}

TEST_P(exceptions_test, a_task_that_handles_its_own_leaves_nothing) {
  EXPECT_EQ(failure_of([] {
              try {
                auto inner = xfork::stack_task([] { return failure_of([] { both(1, 2, 1); }); });
                EXPECT_EQ(inner.get(), 1);
                throw failure{9};
              } catch (...) {
                xfork::rethrow_first();
              }
            }),
            9);
}

TEST_P(exceptions_test, identity_and_type_survive) {
  struct special : std::runtime_error {
    explicit special(const void *s) : std::runtime_error("special"), self(s) {}
    std::shared_ptr<int> payload = std::make_shared<int>(3);
    const void *self;
  };
  try {
    auto x = xfork::stack_task([]() -> std::string { throw special(nullptr); });
    x.get();
    FAIL();
  } catch (const special &caught) {
    EXPECT_EQ(*caught.payload, 3);
    EXPECT_STREQ(caught.what(), "special");
  }
  EXPECT_THROW(xfork::for_loop(xfork::below<int>(0, 100), [](int) { throw 42; }), int);
}

TEST_P(exceptions_test, owning_results_and_calls_do_not_leak) {
  for (int i = 0; i < 100; ++i) {
    const std::string text(100, 'x');
    try {
      auto ok = xfork::stack_task([text] { return text + text; });
      auto bad = xfork::stack_task([text]() -> std::string { throw std::runtime_error(text); });
      EXPECT_EQ(bad.get().size(), 0u);
    } catch (const std::runtime_error &caught) {
      EXPECT_EQ(caught.what(), text);
    }
  }
}

TEST_P(exceptions_test, many_at_once) {
  std::atomic<int> caught = 0;
  xfork::for_loop(xfork::below<int>(0, 2000 / slowness), [&](int i) {
    caught += failure_of([&] { both(i + 1, i + 2, i + 1); }) == i + 1;
  });
  EXPECT_EQ(caught, 2000 / slowness);
}

struct thread_work {
  std::atomic<int> ran = 0;
  static void *run(void *argument) try {
    auto &work = *static_cast<thread_work *>(argument);
    auto a = xfork::stack_task([&] { return ++work.ran; });
    xfork::task_scope forks;
    for (int i = 0; i < 20; ++i)
      forks.fork([&] { ++work.ran; });
    pthread_exit(&work);
  } catch (xfork::any_exception &) {
    xfork::rethrow_first();
  }
};

TEST_P(exceptions_test, a_thread_that_has_forked_may_end_itself) {
  thread_work work;
  pthread_t thread;
  ASSERT_EQ(pthread_create(&thread, nullptr, &thread_work::run, &work), 0);
  void *result = nullptr;
  ASSERT_EQ(pthread_join(thread, &result), 0);
  EXPECT_EQ(result, &work);
  EXPECT_EQ(work.ran, 21);
}

TEST_P(exceptions_test, nested_loops_throw_the_lowest) {
  for (int repeat = 0; repeat < 20; ++repeat)
    EXPECT_EQ(failure_of([] {
                xfork::for_loop(xfork::below<int>(0, 20), [](int i) {
                  xfork::for_loop(xfork::below<int>(0, 20), [i](int j) {
                    if (i >= 3 && j >= 4)
                      throw failure{100 * i + j};
                  });
                });
              }),
              304);
}

XFORK_WITH_WORKERS(exceptions_test);

} // namespace

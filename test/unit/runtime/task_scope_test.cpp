#include "with_workers.hpp"

#include <algorithm>
#include <atomic>
#include <memory>
#include <numeric>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using task_scope_test = with_workers;

long work(int n) { return n < 2 ? n : work(n - 1) + work(n - 2); }

TEST_P(task_scope_test, commits_in_program_order) {
  std::vector<long> results, expected;
  for (int i = 0; i < 2000; ++i)
    expected.push_back(work(i % 15) + i);
  xfork::task_scope forks;
  for (int i = 0; i < 2000; ++i)
    forks.fork([i] { return work(i % 15) + i; }, [&](auto &&value) { results.push_back(value); });
  forks.join();
  EXPECT_EQ(results, expected);
}

TEST_P(task_scope_test, commits_on_the_owners_thread) {
  const auto owner = std::this_thread::get_id();
  xfork::task_scope forks;
  for (int i = 0; i < 100; ++i)
    forks.fork([] { return work(12); }, [&](long) { EXPECT_EQ(std::this_thread::get_id(), owner); });
}

TEST_P(task_scope_test, a_million_forks) {
  const int n = 1'000'000 / slowness;
  long sum = 0;
  xfork::task_scope forks;
  for (int i = 0; i < n; ++i)
    forks.fork([i] { return i; }, [&](int value) { sum += value; });
  forks.join();
  EXPECT_EQ(sum, static_cast<long>(n) * (n - 1) / 2);
}

struct counted {
  static inline std::atomic<int> alive{0}, most{0};
  counted() { note(++alive); }
  counted(counted &&) noexcept { note(++alive); }
  ~counted() { --alive; }
  static void note(int now) {
    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);)
      ;
  }
};

TEST_P(task_scope_test, holds_a_bounded_number_of_results) {
  counted::most = 0;
  xfork::task_scope forks;
  for (int i = 0; i < 20'000; ++i)
    forks.fork(
        [i] {
          if (i % 5000 == 0)
            std::this_thread::sleep_for(std::chrono::milliseconds(5)); // all the others overtake it
          return counted();
        },
        [](counted &&) {});
  forks.join();
  EXPECT_EQ(counted::alive, 0);
  EXPECT_LT(counted::most, 3000);
}

TEST_P(task_scope_test, results_arrive_as_the_call_returns_them) {
  xfork::task_scope forks;
  int target = 5;
  std::unique_ptr<int> owned;
  int nothing = 0;
  forks.fork([] { return std::make_unique<int>(1); }, [&](std::unique_ptr<int> &&p) { owned = std::move(p); });
  forks.fork([&]() -> int & { return target; }, [&](auto &&value) {
    static_assert(std::is_same_v<decltype(value), int &>);
    EXPECT_EQ(&value, &target);
  });
  forks.fork([&]() -> const int & { return target; },
             [&](auto &&value) { static_assert(std::is_same_v<decltype(value), const int &>); });
  forks.fork([] { return std::string("x"); },
             [](auto &&value) { static_assert(std::is_same_v<decltype(value), std::string &&>); });
  forks.fork([] {}, [&] { ++nothing; });
  forks.fork([] {});
  forks.fork([] { return 3; });
  forks.join();
  EXPECT_EQ(*owned, 1);
  EXPECT_EQ(nothing, 1);
}

TEST_P(task_scope_test, calls_may_own_things) {
  long sum = 0;
  xfork::task_scope forks;
  for (int i = 0; i < 200; ++i)
    forks.fork([p = std::make_unique<int>(i), s = std::string(50, 'x')] { return *p + static_cast<int>(s.size()); },
               [&](int value) { sum += value; });
  forks.join();
  EXPECT_EQ(sum, 19'900 + 200 * 50);
}

TEST_P(task_scope_test, the_destructor_joins) {
  std::atomic<int> done = 0;
  {
    xfork::task_scope forks;
    for (int i = 0; i < 100; ++i)
      forks.fork([&] { ++done; });
  }
  EXPECT_EQ(done, 100);
}

TEST_P(task_scope_test, join_can_be_repeated) {
  xfork::task_scope forks;
  forks.join();
  int sum = 0;
  for (int round = 0; round < 3; ++round) {
    for (int i = 0; i < 10; ++i)
      forks.fork([i] { return i; }, [&](int value) { sum += value; });
    forks.join();
    EXPECT_EQ(sum, 45 * (round + 1));
  }
}

template <class It> void quicksort(It first, It last) {
  if (last - first < 2)
    return;
  const auto pivot = *(first + (last - first) / 2);
  const It middle1 = std::partition(first, last, [&](const auto &x) { return x < pivot; });
  const It middle2 = std::partition(middle1, last, [&](const auto &x) { return !(pivot < x); });
  xfork::task_scope forks;
  forks.fork([=] { quicksort(first, middle1); });
  forks.fork([=] { quicksort(middle2, last); });
  forks.join();
}

TEST_P(task_scope_test, recursion_with_a_scope_per_level) {
  std::vector<int> data(100'000 / static_cast<std::size_t>(slowness));
  unsigned seed = 1;
  for (int &x : data)
    x = static_cast<int>((seed = seed * 1664525 + 1013904223) >> 8);
  std::vector<int> sorted = data;
  std::sort(sorted.begin(), sorted.end());
  quicksort(data.begin(), data.end());
  EXPECT_EQ(data, sorted);
}

TEST_P(task_scope_test, mixes_with_stack_tasks) {
  long sum = 0;
  xfork::task_scope forks;
  for (int i = 0; i < 300; ++i) {
    auto x = xfork::stack_task([i] { return work(i % 12); });
    forks.fork([i] { return work(i % 10); }, [&](long value) { sum += value; });
    sum += x.get();
  }
  forks.join();
  long expected = 0;
  for (int i = 0; i < 300; ++i)
    expected += work(i % 12) + work(i % 10);
  EXPECT_EQ(sum, expected);
}

struct failure {
  int number;
};

TEST_P(task_scope_test, throws_the_first_and_commits_nothing_after_it) {
  for (int first : {0, 5, 50}) {
    std::vector<int> committed;
    int caught = -1;
    try {
      xfork::task_scope forks;
      for (int i = 0; i < 100; ++i)
        forks.fork(
            [=] {
              if (i >= first)
                throw failure{i};
              return i;
            },
            [&](int value) { committed.push_back(value); });
      forks.join();
    } catch (const failure &f) {
      caught = f.number;
    }
    EXPECT_EQ(caught, first);
    std::vector<int> expected(static_cast<std::size_t>(first));
    std::iota(expected.begin(), expected.end(), 0);
    EXPECT_EQ(committed, expected);
  }
}

TEST_P(task_scope_test, throws_what_a_commit_throws) {
  std::vector<int> committed;
  EXPECT_THROW(
      {
        xfork::task_scope forks;
        for (int i = 0; i < 50; ++i)
          forks.fork([=] { return i; },
                     [&](int value) {
                       if (value == 7)
                         throw std::length_error("full");
                       committed.push_back(value);
                     });
        forks.join();
      },
      std::length_error);
  EXPECT_EQ(committed.size(), 7u);
}

void fork_then_throw(int task_throws) try {
  xfork::task_scope forks;
  for (int i = 0; i < 20; ++i)
    forks.fork([=] {
      if (i == task_throws)
        throw failure{i};
    });
  throw failure{99};
} catch (...) {
  xfork::rethrow_first();
}

TEST_P(task_scope_test, entries_come_before_what_the_block_throws) {
  for (int task : {0, 3, 19, 99}) {
    int caught = -1;
    try {
      fork_then_throw(task);
    } catch (const failure &f) {
      caught = f.number;
    }
    EXPECT_EQ(caught, task);
  }
}

TEST_P(task_scope_test, destructor_throws_what_nobody_asked_for) {
  EXPECT_THROW(
      {
        xfork::task_scope forks;
        forks.fork([] { throw failure{1}; });
      },
      failure);
}

TEST_P(task_scope_test, nested_scopes_in_loops) {
  std::atomic<long> sum = 0;
  xfork::for_loop(xfork::below<int>(0, 20), [&](int) {
    long mine = 0;
    xfork::task_scope outer;
    for (int j = 0; j < 10; ++j)
      outer.fork(
          [] {
            long inner_sum = 0;
            xfork::task_scope inner;
            for (int k = 0; k < 10; ++k)
              inner.fork([k] { return k; }, [&](int v) { inner_sum += v; });
            inner.join();
            return inner_sum;
          },
          [&](long v) { mine += v; });
    outer.join();
    sum += mine;
  });
  EXPECT_EQ(sum, 20 * 10 * 45);
}

TEST_P(task_scope_test, calls_that_wait_commit_in_order_with_the_others) {
  std::vector<int> committed, expected;
  xfork::task_scope forks;
  const auto commit = [&](int value) { committed.push_back(value); };
  for (int i = 0; i < 300; ++i) {
    expected.push_back(i);
    if (i % 3 == 0)
      forks.fork_io(
          [i] {
            std::this_thread::sleep_for(std::chrono::microseconds(i % 7 * 100));
            return i;
          },
          commit);
    else
      forks.fork([i] { return static_cast<int>(i + work(i % 12) * 0); }, commit);
  }
  forks.join();
  EXPECT_EQ(committed, expected);
}

TEST_P(task_scope_test, calls_that_wait_throw_in_order) {
  for (int first : {0, 1, 20, 41}) {
    std::vector<int> committed;
    int caught = -1;
    try {
      xfork::task_scope forks;
      for (int i = 0; i < 60; ++i) {
        const auto call = [=] {
          if (i >= first)
            throw failure{i};
          return i;
        };
        if (i % 2 == 0)
          forks.fork_io(call, [&](int value) { committed.push_back(value); });
        else
          forks.fork(call, [&](int value) { committed.push_back(value); });
      }
      forks.join();
    } catch (const failure &f) {
      caught = f.number;
    }
    EXPECT_EQ(caught, first);
    EXPECT_EQ(committed.size(), static_cast<std::size_t>(first));
  }
}

XFORK_WITH_WORKERS(task_scope_test);

} // namespace

#include "task/heap_queue.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <memory>
#include <thread>
#include <vector>

namespace {

using namespace xfork::detail;

task_status do_nothing(basic_task &) noexcept { return task_status::done; }
constexpr task_kind nothing{&do_nothing};

TEST(heap_queue_test, first_in_first_out) {
  heap_queue queue;
  heap_task a(nothing), b(nothing), c(nothing);
  queue.push(a), queue.push(b), queue.push(c);
  EXPECT_EQ(queue.size(), 3u);
  EXPECT_TRUE(queue.take(b));
  EXPECT_FALSE(queue.take(b));
  EXPECT_EQ(queue.take(), &a);
  EXPECT_FALSE(queue.take(a));
  EXPECT_EQ(queue.take(), &c);
  EXPECT_EQ(queue.take(), nullptr);
  EXPECT_EQ(queue.size(), 0u);
}

TEST(heap_queue_test, descendants_only) {
  heap_queue queue;
  heap_task outer(nothing), lazy(nothing), inner(nothing);
  outer.depth = 1, lazy.depth = 2, inner.depth = 2;
  outer.joined_by_maker = inner.joined_by_maker = true;
  queue.push(outer), queue.push(lazy), queue.push(inner);
  const auto runs = [] { return true; };
  EXPECT_EQ(queue.take_descendant(2, [] { return false; }), nullptr);
  EXPECT_EQ(queue.take_descendant(3, runs), nullptr);
  EXPECT_EQ(queue.take_descendant(2, runs), &inner);
  EXPECT_EQ(queue.take_descendant(2, runs), nullptr);
  EXPECT_EQ(queue.take_descendant(1, runs), &outer);
}

TEST(heap_queue_test, every_task_is_taken_once) {
  heap_queue queue;
  std::vector<std::unique_ptr<heap_task>> tasks;
  for (int i = 0; i < 10'000; ++i)
    tasks.push_back(std::make_unique<heap_task>(nothing));
  std::atomic<int> taken = 0, missing = 10'000;
  const auto thief = [&] {
    while (missing > 0)
      if (queue.take())
        ++taken, --missing;
      else
        std::this_thread::yield();
  };
  std::thread a(thief), b(thief);
  for (auto &task : tasks) {
    queue.push(*task);
    if (queue.take(*task))
      ++taken, --missing;
  }
  a.join(), b.join();
  EXPECT_EQ(taken, 10'000);
}

} // namespace

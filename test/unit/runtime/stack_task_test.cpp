#include "with_workers.hpp"

#include <array>
#include <memory>
#include <string>
#include <vector>

namespace {

using stack_task_test = with_workers;

long fib(int n) {
  if (n < 2)
    return n;
  auto x = ::xfork::stack_task([n] { return fib(n - 1); });
  long y = fib(n - 2);
  return x.get() + y;
}

TEST_P(stack_task_test, returns_what_the_call_returns) {
  auto x = xfork::stack_task([] { return 42; });
  static_assert(std::is_same_v<decltype(x.get()), int &>);
  EXPECT_EQ(x.get(), 42);
  x.get() = 7;
  EXPECT_EQ(x.get(), 7);
}

TEST_P(stack_task_test, of_const_gives_const) {
  const auto x = xfork::stack_task([] { return std::string("abc"); });
  static_assert(std::is_same_v<decltype(x.get()), const std::string &>);
  EXPECT_EQ(x.get(), "abc");
  auto y = xfork::stack_task<const long>([] { return 5; });
  static_assert(std::is_same_v<decltype(y.get()), const long &>);
  EXPECT_EQ(y.get(), 5);
}

TEST_P(stack_task_test, keeps_the_declared_type) {
  auto x = xfork::stack_task([]() -> long { return 3; });
  static_assert(std::is_same_v<decltype(x.get()), long &>);
  auto y = xfork::stack_task<double>([] { return 3; });
  static_assert(std::is_same_v<decltype(y.get()), double &>);
  EXPECT_EQ(static_cast<double>(x.get()), y.get());
}

TEST_P(stack_task_test, may_return_a_reference) {
  int target = 1;
  auto x = xfork::stack_task([&]() -> decltype(auto) { return (target); });
  static_assert(std::is_same_v<decltype(x.get()), int &>);
  EXPECT_EQ(&x.get(), &target);
  const auto y = xfork::stack_task([&]() -> int & { return target; });
  static_assert(std::is_same_v<decltype(y.get()), int &>);
  EXPECT_EQ(&y.get(), &target);
}

TEST_P(stack_task_test, may_return_nothing) {
  int done = 0;
  auto x = xfork::stack_task([&] { ++done; });
  static_assert(std::is_same_v<decltype(x.get()), void>);
  x.get();
  x.join();
  EXPECT_EQ(done, 1);
}

TEST_P(stack_task_test, get_may_come_in_any_order) {
  for (int round = 0; round < 200; ++round) {
    auto a = xfork::stack_task([] { return fib(3); });
    auto b = xfork::stack_task([] { return fib(4); });
    auto c = xfork::stack_task([] { return fib(5); });
    EXPECT_EQ(a.get(), 2);
    auto d = xfork::stack_task([] { return fib(6); });
    EXPECT_EQ(c.get(), 5);
    EXPECT_EQ(b.get(), 3);
    auto e = xfork::stack_task([] { return fib(7); });
    EXPECT_EQ(d.get(), 8);
    EXPECT_EQ(e.get(), 13);
  }
}

TEST_P(stack_task_test, is_joined_by_its_destructor) {
  int done = 0;
  for (int i = 0; i < 1000; ++i) {
    auto x = xfork::stack_task([&done] { ++done; });
  }
  EXPECT_EQ(done, 1000);
}

struct not_movable {
  explicit not_movable(int v) : value(v) {}
  not_movable(not_movable &&) = delete;
  int value;
};

TEST_P(stack_task_test, result_need_not_be_movable) {
  auto x = xfork::stack_task([] { return not_movable(9); });
  EXPECT_EQ(x.get().value, 9);
}

TEST_P(stack_task_test, result_may_be_large_or_owning) {
  auto x = xfork::stack_task([] { return std::vector<std::string>(100, "text longer than the small buffer"); });
  auto y = xfork::stack_task([] { return std::array<int, 100>{1, 2, 3}; });
  auto z = xfork::stack_task([] { return std::make_unique<int>(4); });
  EXPECT_EQ(x.get().at(99), "text longer than the small buffer");
  EXPECT_EQ(y.get()[2], 3);
  std::unique_ptr<int> taken = std::move(z.get());
  EXPECT_EQ(*taken, 4);
}

TEST_P(stack_task_test, call_may_be_large_or_owning) {
  const std::string text(100, 'x');
  auto owned = std::make_unique<int>(5);
  std::array<long, 50> many{};
  many[49] = 6;
  auto x = xfork::stack_task([text] { return text.size(); });
  auto y = xfork::stack_task([owned = std::move(owned)]() mutable { return ++*owned; });
  auto z = xfork::stack_task([many] { return many[49]; });
  EXPECT_EQ(x.get() + static_cast<std::size_t>(y.get()) + static_cast<std::size_t>(z.get()), 112u);
}

struct alignas(128) over_aligned {
  int value = 8;
};

TEST_P(stack_task_test, call_and_result_may_be_over_aligned) {
  over_aligned given;
  auto x = xfork::stack_task([given] { return given; });
  EXPECT_EQ(reinterpret_cast<std::uintptr_t>(&x.get()) % 128, 0u);
  EXPECT_EQ(x.get().value, 8);
}

struct counted {
  static inline std::atomic<int> alive{0};
  counted() { ++alive; }
  counted(const counted &) { ++alive; }
  counted(counted &&) noexcept { ++alive; }
  ~counted() { --alive; }
};

TEST_P(stack_task_test, destroys_what_it_made) {
  for (int i = 0; i < 500; ++i) {
    counted given;
    auto x = xfork::stack_task([given] { return given; });
    auto y = xfork::stack_task([] { return counted(); });
    if (i % 2)
      y.get();
  }
  EXPECT_EQ(counted::alive, 0);
}

TEST_P(stack_task_test, recursion_gives_the_serial_result) { EXPECT_EQ(fib(24), 46368); }

long deep(int n) {
  if (n == 0)
    return 0;
  auto x = xfork::stack_task([] { return 1L; });
  return deep(n - 1) + x.get();
}

TEST_P(stack_task_test, too_many_pending_are_run_at_once) {
  // Each level keeps its task pending; frames are small enough for the native stack, slots are not enough.
  const auto before = xfork::current_statistics().inlined;
  EXPECT_EQ(deep(35'000 / slowness), 35'000 / slowness);
  if (!serial() && slowness == 1) {
    EXPECT_GT(xfork::current_statistics().inlined, before);
  }
}

TEST_P(stack_task_test, a_function_pointer_is_a_call) {
  auto x = xfork::stack_task(+[] { return 11; });
  EXPECT_EQ(x.get(), 11);
}

XFORK_WITH_WORKERS(stack_task_test);

} // namespace

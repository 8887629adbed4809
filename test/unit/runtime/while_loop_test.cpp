#include "with_workers.hpp"

#include <atomic>
#include <chrono>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

using while_loop_test = with_workers;

TEST_P(while_loop_test, each_iteration_has_its_own_copy) {
  int n = 0;
  std::string text;
  std::vector<std::string> out;
  const auto next = [&] {
    text = std::to_string(n);
    return n++ < 20000;
  };
  xfork::while_loop(next, xfork::copies(text), xfork::reduction_append(out),
                    [](auto &text_own, auto &out_part) { out_part.push_back(text_own += '!'); });
  ASSERT_EQ(out.size(), 20000u);
  for (std::size_t i = 0; i != out.size(); ++i)
    ASSERT_EQ(out[i], std::to_string(i) + '!');
  EXPECT_EQ(text, "20000");
}

TEST_P(while_loop_test, floating_point_sums_are_the_same_for_any_number_of_workers) {
  int n = 0;
  double sum = 0;
  xfork::while_loop([&] { return ++n <= 10000; }, xfork::copies(n), xfork::reduction_plus(sum),
                    [](auto &own, auto &part) { part += 1.0 / own; });
  static const double first = sum;
  EXPECT_EQ(sum, first);
}

TEST_P(while_loop_test, the_lowest_iteration_that_leaves_wins) {
  int n = 0;
  long sum = 0;
  const auto found = xfork::while_loop([&] { return ++n < 100000; }, xfork::copies(n), xfork::reduction_plus(sum),
                                       xfork::returns<int>(), [](auto &own, auto &part, auto &loop) {
                                         if (own % 1000 == 777)
                                           return loop.leave_with(own);
                                         part += own;
                                       });
  EXPECT_EQ(found, 777);
  EXPECT_EQ(sum, 776L * 777 / 2);
  EXPECT_LT(n, 100000);
}

TEST_P(while_loop_test, exceptions_come_in_program_order) {
  const auto run = [](int body_throws, int condition_throws) {
    int n = 0;
    long sum = 0;
    try {
      xfork::while_loop(
          [&] { return ++n == condition_throws ? throw std::out_of_range("condition") : n < 5000; }, xfork::copies(n),
          xfork::reduction_plus(sum), [&](auto &own, auto &part) {
            if (own >= body_throws)
              throw std::runtime_error("body " + std::to_string(own));
            part += own;
          });
    } catch (const std::exception &error) {
      return error.what() + (' ' + std::to_string(sum));
    }
    return std::to_string(sum);
  };
  EXPECT_EQ(run(9999, 9999), std::to_string(4999L * 5000 / 2));
  EXPECT_EQ(run(100, 9999), "body 100 4950");
  EXPECT_EQ(run(9999, 100), "condition 4950");
  EXPECT_EQ(run(100, 101), "body 100 4950");
  EXPECT_EQ(run(100, 4000), "body 100 4950");
}

TEST_P(while_loop_test, nobody_waits_for_a_batch_to_fill) {
  if (!parallel())
    return;
  // The source of item n + 1 waits until the body of item n has run, as if a person answered.
  std::atomic<int> answered{0};
  int n = 0;
  const auto next = [&] {
    while (answered.load() < n)
      std::this_thread::yield();
    return n++ < 300;
  };
  xfork::while_loop(next, xfork::copies(n), [&](auto &own) { answered = own; });
  EXPECT_EQ(answered.load(), 300);
}

TEST_P(while_loop_test, few_items_are_held) {
  static std::atomic<int> alive{0}, most{0};
  struct counted {
    counted() { count(); }
    counted(const counted &) { count(); }
    ~counted() { --alive; }
    static void count() {
      const int now = ++alive;
      for (int old = most; old < now && !most.compare_exchange_weak(old, now);)
        ;
    }
  };
  alive = most = 0;
  {
    counted item;
    int n = 0;
    xfork::while_loop([&] { return n++ < 300000; }, xfork::copies(item), [](auto &) {});
  }
  EXPECT_EQ(alive.load(), 0);
  EXPECT_LT(most.load(), 300000 / 4);
}

TEST_P(while_loop_test, what_cannot_be_copied_is_moved) {
  int n = 0;
  std::unique_ptr<int> item;
  long sum = 0;
  const auto next = [&] { return n < 3000 && (item = std::make_unique<int>(n++)); };
  xfork::while_loop(next, xfork::copies(item), xfork::reduction_plus(sum), [](auto &own, auto &part) { part += *own; });
  EXPECT_EQ(sum, 2999L * 3000 / 2);
}

TEST_P(while_loop_test, loops_nest) {
  int n = 0;
  long sum = 0;
  xfork::while_loop([&] { return ++n <= 50; }, xfork::copies(n), xfork::reduction_plus(sum), [](auto &own, auto &part) {
    int k = 0;
    xfork::while_loop([&] { return ++k <= own; }, xfork::copies(k), xfork::reduction_plus(part),
                      [](auto &inner, auto &inner_part) { inner_part += inner; });
  });
  EXPECT_EQ(sum, 50L * 51 * 52 / 6);
}

XFORK_WITH_WORKERS(while_loop_test);

} // namespace

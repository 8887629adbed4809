#include "with_workers.hpp"

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using loop_exits_test = with_workers;

TEST_P(loop_exits_test, the_lowest_iteration_that_leaves_wins) {
  const auto found = xfork::for_loop(xfork::below<int>(0, 100000), xfork::returns<std::string>(), [](int i, auto &loop) {
    if (i % 1000 == 777)
      return loop.leave_with(std::to_string(i));
  });
  EXPECT_EQ(found, "777");
}

TEST_P(loop_exits_test, none_leaves) {
  const bool left = xfork::for_loop(xfork::below<int>(0, 5000), xfork::exits(), [](int i, auto &loop) {
    if (i < 0)
      return loop.leave();
  });
  EXPECT_FALSE(left);
  const auto found = xfork::for_loop(xfork::below<int>(0, 0), xfork::returns<int>(), [](int, auto &) {});
  EXPECT_FALSE(found.has_value());
}

TEST_P(loop_exits_test, stopping_is_not_leaving) {
  int i = 0;
  const bool left = xfork::for_loop(xfork::below<int>(0, 5000), xfork::index(i), xfork::exits(), [](int now, auto &loop) {
    if (now >= 321)
      return loop.stop();
  });
  EXPECT_FALSE(left);
  EXPECT_EQ(i, 321);
}

TEST_P(loop_exits_test, references_come_as_pointers) {
  std::vector<int> a(3000, 1);
  a[2000] = a[2500] = 2;
  int *found = xfork::for_each(a, xfork::returns<int &>(), [](int &x, auto &loop) {
    if (x == 2)
      return loop.leave_with(x);
  });
  EXPECT_EQ(found, &a[2000]);
}

TEST_P(loop_exits_test, what_later_iterations_gathered_is_dropped) {
  std::vector<int> out;
  long sum = 0;
  xfork::for_loop(xfork::below<int>(0, 50000), xfork::reduction_append(out), xfork::reduction_plus(sum), xfork::exits(),
                  [](int i, auto &out_part, auto &sum_part, auto &loop) {
                    if (i == 4321)
                      return loop.stop();
                    out_part.push_back(i);
                    sum_part += i;
                  });
  EXPECT_EQ(out.size(), 4321u);
  EXPECT_EQ(sum, 4320L * 4321 / 2);
}

TEST_P(loop_exits_test, an_exception_before_the_exit_wins_and_one_after_it_does_not) {
  const auto run = [](int throws_at) {
    return xfork::for_loop(xfork::below<int>(0, 20000), xfork::returns<int>(), [throws_at](int i, auto &loop) {
      if (i == throws_at)
        throw std::runtime_error("thrown");
      if (i == 5000)
        return loop.leave_with(i);
    });
  };
  EXPECT_THROW(run(4999), std::runtime_error);
  EXPECT_EQ(run(5001), 5000);
  EXPECT_EQ(run(19999), 5000);
}

TEST_P(loop_exits_test, what_is_assigned_on_the_way_out_is_that_of_the_lowest) {
  std::unique_ptr<std::string> text;
  int where = -1;
  const bool left = xfork::for_loop(
      xfork::below<int>(0, 100), xfork::exit_value(text), xfork::exit_value_at(&where), xfork::exits(),
      [&](int i, auto &text_own, auto &where_own, auto &loop) {
        const bool found = xfork::for_loop(xfork::below<int>(0, 100), xfork::exit_value(where_own), xfork::exits(),
                                           [&](int k, auto &own, auto &inner) {
                                             if (i >= 40 && k >= 30) {
                                               own = 1000 * i + k;
                                               return inner.leave();
                                             }
                                           });
        if (found) {
          text_own = std::make_unique<std::string>(std::to_string(i));
          return loop.leave();
        }
      });
  EXPECT_TRUE(left);
  EXPECT_EQ(where, 40030);
  EXPECT_EQ(*text, "40");
  xfork::for_loop(xfork::below<int>(0, 100), xfork::exit_value_at(static_cast<int *>(nullptr)), xfork::exits(),
                  [](int, auto &, auto &) {});
}

TEST_P(loop_exits_test, later_chunks_are_cancelled) {
  std::atomic<int> runs{0};
  xfork::for_loop(xfork::below<int>(0, 1'000'000), xfork::exits(), [&](int i, auto &loop) {
    runs.fetch_add(1, std::memory_order_relaxed);
    if (i == 0)
      return loop.stop();
  });
  EXPECT_LT(runs.load(), 1'000'000);
  if (!parallel()) {
    EXPECT_EQ(runs.load(), 1);
  }
}

XFORK_WITH_WORKERS(loop_exits_test);

} // namespace

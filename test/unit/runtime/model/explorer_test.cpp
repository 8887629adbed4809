// The explorer finds what can only be found in few of many schedules, and no more than there is.
#include "await.hpp"
#include "explorer.hpp"

#include <gtest/gtest.h>

namespace {

using namespace xfork::detail;
using namespace xfork::model;

struct counted : program {
  atomic<int> count{0}, other{0};
};

struct lost_update : counted {
  std::vector<std::function<void()>> threads() override {
    const auto add = [this] { count.store(count.load() + 1); };
    return {add, add};
  }
  std::string verdict() override { return count.load() == 2 ? "" : "an update is lost"; }
};

TEST(explorer, finds_a_lost_update) {
  EXPECT_NE(explore<lost_update>().failure.find("an update is lost; schedule: "), std::string::npos);
}

struct no_lost_update : lost_update {
  std::vector<std::function<void()>> threads() override {
    const auto add = [this] { count.fetch_add(1); };
    return {add, add, add};
  }
  std::string verdict() override { return count.load() == 3 ? "" : "an update is lost"; }
};

TEST(explorer, tries_every_order_of_what_meets_once) {
  const exploration found = explore<no_lost_update>();
  EXPECT_EQ(found.failure, "");
  EXPECT_EQ(found.schedules, 6u);
}

struct strangers : counted {
  std::vector<std::function<void()>> threads() override {
    return {[this] { count.store(1), count.store(2); }, [this] { other.store(1), other.store(2); }};
  }
  std::string verdict() override { return ""; }
};

TEST(explorer, leaves_out_orders_that_nobody_sees) { EXPECT_EQ(explore<strangers>().schedules, 1u); }

/// Store buffering; sequentially consistent memory forbids that both see zero, and allows all else.
struct flags : counted {
  int seen[2] = {};
  static inline int outcomes[4];
  std::vector<std::function<void()>> threads() override {
    return {[this] { count.store(1), seen[0] = other.load(); }, [this] { other.store(1), seen[1] = count.load(); }};
  }
  std::string verdict() override { return ++outcomes[2 * seen[0] + seen[1]], ""; }
};

TEST(explorer, reaches_every_outcome) {
  explore<flags>();
  EXPECT_EQ(flags::outcomes[0], 0);
  for (const int outcome : {1, 2, 3})
    EXPECT_GT(flags::outcomes[outcome], 0) << outcome;
}

struct lost_wake_up : counted {
  task_state state;
  std::vector<std::function<void()>> threads() override {
    return {[this] {
              if (!state.load().finished()) // should announce itself
                futex_wait(state.futex_address(), 0);
            },
            [this] {
              if (state.finish(task_status::done))
                futex_wake_all(state.futex_address());
            }};
  }
  std::string verdict() override { return ""; }
};

TEST(explorer, finds_a_sleeper_whom_nobody_wakes) {
  EXPECT_NE(explore<lost_wake_up>().failure.find("every thread sleeps"), std::string::npos);
}

} // namespace

#include "xfork/task/followers.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <memory>
#include <thread>
#include <vector>

namespace {

using namespace xfork::detail;

struct noting_follower : follower {
  explicit noting_follower(std::vector<int> &n, int i) : follower(&note), notes(n), number(i) {}
  static void note(follower &f) noexcept {
    auto &self = static_cast<noting_follower &>(f);
    self.notes.push_back(self.number);
  }
  std::vector<int> &notes;
  int number;
};

TEST(followers_test, are_notified_in_order_and_once) {
  std::vector<int> notes;
  followers list;
  noting_follower a(notes, 1), b(notes, 2), c(notes, 3), late(notes, 4);
  EXPECT_TRUE(list.add(a) && list.add(b) && list.add(c));
  EXPECT_TRUE(list.remove(b));
  EXPECT_FALSE(list.remove(b));
  list.notify_all();
  EXPECT_EQ(notes, (std::vector<int>{1, 3}));
  EXPECT_FALSE(list.add(late));
  EXPECT_FALSE(list.remove(a));
}

TEST(followers_test, whoever_was_added_and_not_removed_is_notified) {
  struct counting : follower {
    counting() : follower([](follower &f) noexcept { ++static_cast<counting &>(f).told; }) {}
    std::atomic<int> told = 0;
  };
  for (int round = 0; round < 300; ++round) {
    followers list;
    std::vector<counting> all(8);
    std::atomic<bool> go = false;
    std::thread ender([&] {
      go.wait(false);
      list.notify_all();
    });
    go = true, go.notify_all();
    std::vector<int> expected;
    for (std::size_t i = 0; i < all.size(); ++i) {
      const bool added = list.add(all[i]);
      expected.push_back(added && !(i % 2 == 0 && list.remove(all[i])));
    }
    ender.join();
    for (std::size_t i = 0; i < all.size(); ++i)
      EXPECT_EQ(all[i].told, expected[i]);
  }
}

} // namespace

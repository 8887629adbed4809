// The protocol between the owner of a task stack and thieves, without a scheduler: every task runs exactly once.
#include "xfork/task/task_stack.hpp"

#include <atomic>
#include <gtest/gtest.h>
#include <random>
#include <thread>
#include <vector>

namespace {

using namespace xfork::detail;

class offer_protocol_test : public testing::Test {
protected:
  offer_protocol_test() : m_slots(64) {
    stack.adopt(m_slots.data(), 64);
    stack.adopt_thread(&m_uncaught);
  }

  task_slot *push() {
    task_slot *slot = stack.head();
    slot->state.reset();
    stack.push();
    return slot;
  }

  task_stack stack;

private:
  std::vector<task_slot> m_slots;
  unsigned m_uncaught = 0;
};

TEST_F(offer_protocol_test, a_new_stack_asks_before_its_first_push) {
  EXPECT_FALSE(stack.may_push());
  stack.remove_limit();
  EXPECT_TRUE(stack.may_push());
  stack.poison_limit();
  EXPECT_FALSE(stack.may_push());
}

TEST_F(offer_protocol_test, private_tasks_are_not_on_offer) {
  task_slot *a = push();
  EXPECT_TRUE(stack.offer().empty());
  EXPECT_TRUE(stack.pop_private(a));
}

TEST_F(offer_protocol_test, only_the_newest_is_popped) {
  task_slot *a = push(), *b = push();
  EXPECT_FALSE(stack.pop_private(a));
  EXPECT_TRUE(stack.pop_private(b));
  EXPECT_TRUE(stack.pop_private(a));
}

TEST_F(offer_protocol_test, thieves_take_the_oldest_and_the_owner_takes_back_half_of_many) {
  task_slot *slots[20];
  for (task_slot *&slot : slots)
    slot = push();
  stack.offer_all();
  EXPECT_EQ(stack.take(stack.offer()), slots[0]);
  EXPECT_FALSE(stack.pop_private(slots[19]));
  EXPECT_TRUE(stack.take_back(slots[19]));
  EXPECT_TRUE(stack.is_private(slots[19]));
  EXPECT_EQ(stack.offer().split(), 10u);
  EXPECT_FALSE(stack.take_back(slots[0])); // a thief has it
}

TEST_F(offer_protocol_test, of_few_the_owner_takes_back_one) {
  task_slot *a = push(), *b = push();
  stack.offer_all();
  EXPECT_TRUE(stack.take_back(b));
  EXPECT_EQ(stack.offer().split(), 1u);
  stack.pop(b);
  EXPECT_FALSE(stack.is_private(a));
  stack.remove_limit();
  EXPECT_TRUE(stack.take_back(a));
  EXPECT_FALSE(stack.may_push()); // nothing is on offer: the next fork must put something there
}

TEST_F(offer_protocol_test, a_stale_look_takes_nothing) {
  push(), push();
  stack.offer_all();
  const offer_word seen = stack.offer();
  EXPECT_NE(stack.take(seen), nullptr);
  EXPECT_EQ(stack.take(seen), nullptr);
  const offer_word again = stack.offer();
  stack.next_generation(); // the owner has finished a task for somebody
  EXPECT_EQ(stack.take(again), nullptr);
}

TEST_F(offer_protocol_test, after_everything_is_taken_the_offer_starts_afresh) {
  task_slot *a = push();
  stack.offer_all();
  EXPECT_EQ(stack.take(stack.offer()), a);
  stack.pop_taken(a);
  EXPECT_FALSE(stack.may_push()); // the next fork must put something on offer
  EXPECT_EQ(push(), a);
  EXPECT_TRUE(stack.is_private(a));
}

struct bookkeeping {
  std::atomic<int> runs{0};
};

task_status count_run(task_slot &slot) noexcept {
  ++(*slot.as<bookkeeping *>())->runs;
  return task_status::done;
}

TEST_F(offer_protocol_test, every_task_runs_once_under_attack) {
  constexpr int total = 200'000;
  std::vector<bookkeeping> books(total);
  std::atomic<bool> over = false;
  std::atomic<long> stolen = 0;
  const auto thief = [&] {
    while (!over) {
      const offer_word seen = stack.offer();
      task_slot *slot = seen.empty() ? nullptr : stack.take(seen);
      if (!slot) {
        std::this_thread::yield();
        continue;
      }
      slot->state.begin(1, 0, 1);
      const task_status status = slot->run(*slot);
      EXPECT_FALSE(slot->state.finish(status));
      ++stolen;
    }
  };
  std::thread a(thief), b(thief);
  std::minstd_rand random(1);
  std::vector<task_slot *> mine;
  int made = 0;
  while (made < total || !mine.empty()) {
    if (made < total && mine.size() < 60 && random() % 2) {
      task_slot *slot = push();
      ::new (static_cast<void *>(slot->data)) bookkeeping *(&books[static_cast<std::size_t>(made++)]);
      slot->run = &count_run;
      mine.push_back(slot);
      if (random() % 4 == 0)
        stack.offer_all();
      else if (random() % 4 == 0)
        stack.offer_older();
    } else if (!mine.empty()) {
      task_slot *slot = mine.back();
      mine.pop_back();
      if (stack.pop_private(slot)) {
        slot->run(*slot);
      } else if (stack.take_back(slot)) {
        stack.pop(slot);
        slot->run(*slot);
      } else {
        while (!slot->state.load().finished())
          std::this_thread::yield();
        stack.pop_taken(slot);
      }
    }
  }
  over = true;
  a.join(), b.join();
  for (const bookkeeping &book : books)
    ASSERT_EQ(book.runs, 1);
  EXPECT_GT(stolen, 0);
}

} // namespace

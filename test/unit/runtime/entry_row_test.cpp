// The row of a scope's entries, without a scheduler: what is claimed, by whom, and in which order it comes out again.
#include "task/offered_rows.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace {

using xfork::detail::entry_batch;
using xfork::detail::entry_row;
using xfork::detail::entry_slot;
using xfork::detail::entry_stage;
using xfork::detail::offered_rows;
using xfork::detail::task_status;

constexpr xfork::detail::entry_kind kind{nullptr, nullptr, nullptr};

void append(entry_row &row, int value) {
  *reinterpret_cast<int *>(row.room().data) = value;
  row.add(kind, {});
}

int value_of(entry_slot &entry) { return *entry.as<int>(); }

void run(entry_batch batch) {
  for (entry_slot *entry = batch.first; entry != batch.first + batch.length; ++entry) {
    *entry->as<int>() *= 2;
    entry->stage = entry_stage::done;
  }
  batch.first->elapsed = 0;
  static_cast<void>(batch.first->batch.finish(task_status::done));
}

TEST(entry_row_test, the_oldest_are_claimed_first_and_enough_is_left_for_others) {
  offered_rows offered;
  entry_row row;
  row.stride.store_relaxed(16);
  for (int i = 0; i < 12; ++i)
    append(row, i);
  EXPECT_FALSE(offered.claim(1)); // nothing is published
  offered.publish(row, 0);
  EXPECT_EQ(offered.size(), 12u);
  const entry_batch first = offered.claim(2), second = offered.claim(2);
  EXPECT_EQ(value_of(*first.first), 0);
  EXPECT_EQ(first.length, 3u);
  EXPECT_EQ(value_of(*second.first), 3);
  EXPECT_EQ(second.length, 2u);
  EXPECT_EQ(row.waiting(), 7u);
}

TEST(entry_row_test, entries_come_out_in_order_whoever_ends_first) {
  offered_rows offered;
  entry_row row;
  for (int i = 0; i < 40; ++i)
    append(row, i);
  offered.publish(row, 0);
  std::vector<entry_batch> batches;
  while (const entry_batch batch = offered.claim(4))
    batches.push_back(batch);
  EXPECT_EQ(batches.size(), 40u); // the stride is one
  for (std::size_t n = batches.size(); n-- > 1;)
    run(batches[n]);
  EXPECT_FALSE(row.oldest_finished());
  run(batches[0]);
  for (int i = 0; i < 40; ++i) {
    ASSERT_TRUE(row.oldest_finished());
    EXPECT_EQ(value_of(row.pop()), 2 * i);
  }
  EXPECT_TRUE(row.empty());
}

TEST(entry_row_test, the_owner_runs_what_nobody_knows_of) {
  offered_rows offered;
  entry_row row;
  for (int i = 0; i < 20; ++i)
    append(row, i);
  unsigned claimed = 0;
  while (const entry_batch batch = row.claim_unpublished()) { // a batch lies in one piece of memory
    run(batch);
    claimed += batch.length;
  }
  EXPECT_EQ(claimed, 20u);
  append(row, 20);
  offered.publish(row, 0);
  append(row, 21);
  EXPECT_FALSE(row.claim_unpublished()); // 20 comes first
  run(offered.claim_from(row, 1));
  run(row.claim_unpublished());
  for (int i = 0; i < 22; ++i)
    EXPECT_EQ(value_of(row.pop()), 2 * i);
}

TEST(entry_row_test, descendants_only) {
  offered_rows offered;
  entry_row outer, inner;
  append(outer, 1);
  append(inner, 2);
  offered.publish(outer, 1);
  offered.publish(inner, 2);
  EXPECT_FALSE(offered.claim_descendant(3, 1, [] { return true; }));
  EXPECT_FALSE(offered.claim_descendant(2, 1, [] { return false; }));
  EXPECT_EQ(value_of(*offered.claim_descendant(2, 1, [] { return true; }).first), 2);
  EXPECT_EQ(value_of(*offered.claim(1).first), 1);
}

TEST(entry_row_test, every_entry_is_run_once_and_memory_is_reused) {
  offered_rows offered;
  entry_row row;
  row.stride.store_relaxed(5);
  std::atomic<bool> over = false;
  std::vector<std::thread> thieves;
  for (int i = 0; i < 3; ++i)
    thieves.emplace_back([&] {
      while (!over)
        if (const entry_batch batch = offered.claim(4))
          run(batch);
    });
  int forked = 0, committed = 0;
  while (committed < 20'000) {
    if (forked < 20'000 && row.pending() < 300) {
      append(row, forked++);
      if (row.unpublished() == 7)
        offered.publish(row, 0);
    } else {
      offered.publish(row, 0);
      if (const entry_batch batch = offered.claim_from(row, 4))
        run(batch);
    }
    for (; row.oldest_finished(); ++committed)
      ASSERT_EQ(value_of(row.pop()), 2 * committed);
  }
  over = true;
  for (std::thread &thief : thieves)
    thief.join();
}

} // namespace

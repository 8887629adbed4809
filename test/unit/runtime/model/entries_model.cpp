// The entries of a scope: an owner that publishes, runs and commits, and a thief that claims batches.
#include "await.hpp"
#include "base/futex.hpp"
#include "expect_no_failure.hpp"
#include "task/offered_rows.hpp"

namespace {

using namespace xfork::detail;
using namespace xfork::model;

constexpr entry_kind kind{nullptr, nullptr, nullptr};

class scope_program : public program {
public:
  std::string verdict() override {
    if (!row.empty() || rows.size() != 0)
      return "entries are left";
    for (int i = 0; i < m_made; ++i)
      if (m_runs[i] != 1 || m_committed[i] != i)
        return "entry " + std::to_string(i) + " ran " + std::to_string(m_runs[i]) + " times, and was committed as " +
               std::to_string(m_committed[i]);
    return "";
  }

protected:
  void add() {
    ::new (static_cast<void *>(row.room().data)) int(m_made++);
    row.add(kind, {});
  }

  void run(entry_batch batch) {
    batch.first->batch.begin(0, 0, 1);
    for (unsigned i = 0; i < batch.length; ++i)
      ++m_runs[*batch.first[i].as<int>()];
    batch.first->elapsed = 1;
    if (batch.first->batch.finish(task_status::done))
      futex_wake_all(batch.first->batch.futex_address());
  }

  /// As task_scope::join().
  void join() {
    while (!row.empty()) {
      while (!row.oldest_finished()) {
        entry_batch mine = rows.claim_from(row, 2);
        if (!mine)
          mine = row.claim_unpublished();
        if (mine)
          run(mine);
        else
          await(row.oldest().batch);
      }
      while (row.oldest_finished())
        m_committed[m_commits++] = *row.pop().as<int>();
    }
  }

  entry_row row;
  offered_rows rows;

private:
  int m_made = 0, m_commits = 0;
  int m_runs[8] = {};
  int m_committed[8] = {};
};

struct one_thief : scope_program {
  std::vector<std::function<void()>> threads() override {
    row.stride.store(2);
    return {[this] {
              add(), add(), add();
              rows.publish(row, 0);
              add();
              join();
            },
            [this] {
              for (int looks = 0; looks < 2; ++looks)
                if (const entry_batch batch = rows.claim(2))
                  run(batch);
            }};
  }
};

TEST(entries_model, each_runs_once_and_is_committed_in_its_turn) { expect_no_failure<one_thief>(); }

struct again_after_all_were_taken : scope_program {
  std::vector<std::function<void()>> threads() override {
    return {[this] {
              add();
              rows.publish(row, 0);
              join();
              add();
              rows.publish(row, 0);
              join();
            },
            [this] {
              for (int looks = 0; looks < 2; ++looks)
                if (const entry_batch batch = rows.claim(1))
                  run(batch);
            }};
  }
};

TEST(entries_model, a_row_is_published_again_when_all_of_it_is_taken) { expect_no_failure<again_after_all_were_taken>(); }

} // namespace

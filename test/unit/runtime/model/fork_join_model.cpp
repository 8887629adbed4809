// The owner of a task stack, thieves and waiting threads: exhaustively, with the runtime's own code.
#include "await.hpp"
#include "expect_no_failure.hpp"
#include "scheduler/demand.hpp"
#include "scheduler/lineage.hpp"

#include <gtest/gtest.h>

namespace {

using namespace xfork::detail;
using xfork::model::await;
using xfork::model::expect_no_failure;
using xfork::model::program;

constexpr unsigned owner = 0, thief = 1;
worker *workers[2];

} // namespace

// What else the headers refer to.
namespace xfork::detail {
worker &worker_at(unsigned index) noexcept { return *workers[index]; }
unsigned worker_count() noexcept { return 2; }
void find_somebody_for_work(worker &) noexcept { idle.wake_one_if_none_searches(); }
void wake_waiters(const worker &) noexcept {}
} // namespace xfork::detail

namespace {

/// Two workers; tasks are numbered, and each must run once.
class fork_join_program : public program {
public:
  fork_join_program() {
    idle.forget_all();
    for (unsigned i = 0; i < 2; ++i) {
      m_workers[i].index = i;
      m_workers[i].adopt(m_slots[i], 4);
      m_workers[i].adopt_thread(&m_uncaught);
      workers[i] = &m_workers[i];
    }
  }

  std::string verdict() override {
    for (int task = 0; task < m_forked; ++task)
      if (m_runs[task] != 1)
        return "task " + std::to_string(task) + " ran " + std::to_string(m_runs[task]) + " times";
    for (const worker &w : m_workers)
      if (w.height() != 0)
        return "forks are left";
    return more_to_say();
  }

protected:
  virtual std::string more_to_say() { return {}; }

  worker &at(unsigned index) { return m_workers[index]; }

  task_slot *push(worker &w) {
    task_slot *slot = w.head();
    slot->state.reset();
    ::new (static_cast<void *>(slot->data)) int(m_forked++);
    w.push();
    return slot;
  }

  static int number_of(task_slot *slot) { return *slot->as<int>(); }
  void run(task_slot *slot) { ++m_runs[number_of(slot)]; }

  void join(worker &w, task_slot *slot) {
    if (w.pop_private(slot)) {
      run(slot);
    } else if (w.is_private(slot) || w.take_back(slot)) {
      w.pop(slot);
      run(slot);
    } else {
      await(slot->state);
      w.pop_taken(slot);
    }
  }

  task_slot *steal(worker &victim) {
    const offer_word offer = victim.offer();
    return offer.empty() ? nullptr : victim.take(offer);
  }

  /// As a thief does it; `body` is the task's.
  template <class Body> void run_stolen(worker &w, task_slot *slot, Body body) {
    ++w.nesting;
    slot->state.begin(w.index, w.height(), static_cast<unsigned>(w.nesting.value()));
    run(slot);
    body();
    --w.nesting;
    const void *sleepers = slot->state.futex_address();
    if (slot->state.finish(task_status::done))
      futex_wake_all(sleepers);
    w.next_generation();
  }

private:
  task_slot m_slots[2][4];
  worker m_workers[2];
  unsigned m_uncaught = 0;
  int m_forked = 0;
  int m_runs[8] = {};
};

/// The owner forks, offers and joins while the thief takes what it finds.
class theft : public fork_join_program {
public:
  std::vector<std::function<void()>> threads() override {
    return {[this] {
              task_slot *a = push(at(owner)), *b = push(at(owner));
              at(owner).offer_all();
              task_slot *c = push(at(owner));
              join(at(owner), c);
              join(at(owner), b);
              task_slot *d = push(at(owner)); // in the place of b, perhaps on offer while a is stolen
              at(owner).offer_all();
              join(at(owner), d);
              join(at(owner), a);
            },
            [this] {
              for (int looks = 0; looks < 3; ++looks)
                if (task_slot *slot = steal(at(owner)))
                  run_stolen(at(thief), slot, [] {});
            }};
  }
};

/// Two thieves compete for one victim's forks.
class competition : public fork_join_program {
public:
  std::vector<std::function<void()>> threads() override {
    const auto take_one = [this] {
      if (task_slot *slot = steal(at(owner))) {
        run(slot);
        if (slot->state.finish(task_status::done))
          futex_wake_all(slot->state.futex_address());
      }
    };
    return {[this] {
              task_slot *a = push(at(owner)), *b = push(at(owner));
              at(owner).offer_all();
              join(at(owner), b);
              join(at(owner), a);
            },
            take_one, take_one};
  }
};

/// A worker that goes to sleep, and an owner that needs it, for it never takes its fork back.
class wake_up : public fork_join_program {
public:
  wake_up() { idle.begin_search(); }
  std::vector<std::function<void()>> threads() override {
    return {[this] {
              for (int i = 0; i < forks; ++i) {
                task_slot *slot = fork(at(owner));
                await(slot->state);
                at(owner).pop_taken(slot);
              }
            },
            [this] {
              for (int found = 0; found < forks;) {
                if (task_slot *slot = steal(at(owner))) {
                  idle.end_search();
                  run_stolen(at(thief), slot, [] {});
                  idle.begin_search();
                  ++found;
                  continue;
                }
                at(owner).poison_limit();
                idle.begin_sleep();
                if (at(owner).offer().empty() || !idle.cancel_sleep())
                  idle.sleep();
              }
            }};
  }

private:
  static constexpr int forks = 1;

  task_slot *fork(worker &w) {
    const bool slowly = !w.may_push();
    task_slot *slot = push(w);
    if (slowly) {
      if (demand_for(w))
        w.offer_all();
      else
        w.offer_older();
      announce_work(w);
      relax(w);
    }
    return slot;
  }
};

/// The owner waits for a stolen task and takes what is forked below it, while the thief has ended that task and forks for
/// somebody else: it must not take the latter.
class leapfrogging : public fork_join_program {
public:
  std::vector<std::function<void()>> threads() override {
    return {[this] {
              task_slot *awaited = push(at(owner));
              at(owner).offer_all();
              m_offered.store(true);
              for (int looks = 0; looks < 2; ++looks)
                if (task_slot *slot = take_below(awaited->state)) {
                  m_taken_unrelated = m_taken_unrelated || number_of(slot) == m_unrelated;
                  run_stolen(at(owner), slot, [] {});
                }
              join(at(owner), awaited);
            },
            [this] {
              while (!m_offered.load())
                xfork::model::await_write(m_offered.address());
              if (task_slot *slot = steal(at(owner)))
                run_stolen(at(thief), slot, [this] { fork_and_join(); });
              m_unrelated = fork_and_join();
            }};
  }

private:
  int fork_and_join() {
    task_slot *slot = push(at(thief));
    const int number = number_of(slot);
    if (at(thief).nesting.value() == 0)
      m_unrelated = number;
    at(thief).offer_all();
    join(at(thief), slot);
    return number;
  }
  static task_slot *take_below(const task_state &ancestor) {
    task_slot *found = nullptr;
    visit_descendants(ancestor, [&](const lineage &line) { return (found = take_fork_below(line)) != nullptr; });
    return found;
  }
  std::string more_to_say() override { return m_taken_unrelated ? "an unrelated task was taken" : ""; }

  atomic<bool> m_offered;
  int m_unrelated = -1;
  bool m_taken_unrelated = false;
};

TEST(fork_join_model, every_fork_runs_once) { expect_no_failure<theft>(); }
TEST(fork_join_model, two_thieves_never_have_the_same_fork) { expect_no_failure<competition>(); }
TEST(fork_join_model, no_wake_up_is_lost) { expect_no_failure<wake_up>(); }
TEST(fork_join_model, waiting_threads_take_descendants_only) { expect_no_failure<leapfrogging>(); }

} // namespace

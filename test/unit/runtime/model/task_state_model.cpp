// Who waits for a task is woken: when it ends, and when something below it is on offer.
#include "await.hpp"
#include "expect_no_failure.hpp"

namespace {

using namespace xfork::detail;
using namespace xfork::model;

struct one_task : program {
  task_state state;
  bool result = false;

  void run() {
    state.begin(3, 5, 7);
    result = true;
    end();
  }
  void end() {
    const void *sleepers = state.futex_address();
    if (state.finish(task_status::done))
      futex_wake_all(sleepers);
  }
  std::string verdict() override { return state.load().status() == task_status::done ? "" : "the task has not ended"; }
};

struct two_waiters : one_task {
  bool seen[2] = {};
  std::vector<std::function<void()>> threads() override {
    const auto wait = [this](int i) { await(state), seen[i] = result; };
    return {[this] { run(); }, [wait] { wait(0); }, [wait] { wait(1); }};
  }
  std::string verdict() override { return seen[0] && seen[1] ? one_task::verdict() : "the result was not there"; }
};

TEST(task_state_model, all_who_wait_are_woken_and_see_the_result) { expect_no_failure<two_waiters>(); }

/// As sleeping_waiter and wake_waiters() do it; the task ends only after somebody has taken what it has offered.
struct offer_to_a_sleeper : one_task {
  atomic<bool> offered, taken;
  std::vector<std::function<void()>> threads() override {
    return {[this] {
              state.begin(3, 5, 7);
              offered.store(true);
              if (state.clear_sleeper())
                futex_wake_all(state.futex_address());
              while (!taken.load())
                await_write(taken.address());
              end();
            },
            [this] {
              for (;;) {
                const auto announced = state.announce_sleep();
                if (announced.finished())
                  return;
                if (announced.running() && offered.load()) {
                  taken.store(true);
                  return await(state);
                }
                futex_wait(state.futex_address(), announced.futex_value());
              }
            }};
  }
};

TEST(task_state_model, an_offer_wakes_who_waits_for_the_task) { expect_no_failure<offer_to_a_sleeper>(); }

struct claims : one_task {
  int claimed = 0;
  std::vector<std::function<void()>> threads() override {
    const auto join = [this] {
      if (state.claim())
        ++claimed, run();
      else
        await(state);
    };
    return {join, join, join};
  }
  std::string verdict() override { return claimed == 1 ? one_task::verdict() : "claimed twice"; }
};

TEST(task_state_model, one_claims_and_the_others_wait) { expect_no_failure<claims>(); }

} // namespace

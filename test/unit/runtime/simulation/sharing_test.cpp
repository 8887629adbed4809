// Work is shared among more workers than this machine has: counts of the runtime's own code on the simulated one.
#include "experiment.hpp"

#include <gtest/gtest.h>

namespace {

using namespace xfork::simulation;

struct expectation {
  const char *name;
  unsigned workers;
  double least_share; ///< of each worker's fair share
};

class sharing : public testing::TestWithParam<expectation> {};

TEST_P(sharing, every_worker_gets_its_share) {
  const auto [name, workers, least_share] = GetParam();
  const outcome alone = try_out(program_named(name), 1), together = try_out(program_named(name), workers);
  EXPECT_EQ(together.work, alone.work) << "something ran twice, or not at all";
  EXPECT_EQ(together.span, alone.span);
  EXPECT_EQ(alone.counts.steals, 0u);
  EXPECT_GE(together.counts.steals, workers - 1);
  EXPECT_GE(together.threads, workers);
  EXPECT_GT(together.least_share, least_share);
}

std::string name_of(const testing::TestParamInfo<expectation> &info) {
  std::string name = info.param.name;
  for (char &c : name)
    if (c == '-')
      c = '_';
  return name + "_" + std::to_string(info.param.workers);
}

INSTANTIATE_TEST_SUITE_P(programs, sharing,
                         testing::Values(expectation{"fib", 16, 0.6}, expectation{"uts-geometric", 32, 0.5},
                                         expectation{"uts-binomial", 8, 0.1}, expectation{"queens", 64, 0.4},
                                         expectation{"comb", 16, 0.6}, expectation{"comb-of-teeth", 16, 0.4},
                                         expectation{"chain", 32, 0.5}, expectation{"loop", 64, 0.4},
                                         expectation{"loop-heavy-tail", 16, 0.5}),
                         name_of);

TEST(machine, is_the_same_each_time) {
  const outcome a = try_out(program_named("fib"), 8), b = try_out(program_named("fib"), 8);
  EXPECT_EQ(a.time, b.time);
  EXPECT_EQ(a.counts.steals, b.counts.steals);
}

TEST(machine, workers_that_sleep_are_woken) {
  const outcome found = try_out(program_named("loop"), 16, beginning::asleep);
  EXPECT_GE(found.counts.wakes, 1u);
  EXPECT_EQ(found.threads, 16u);
}

} // namespace

#pragma once

#include "explorer.hpp"

#include <gtest/gtest.h>

namespace xfork::model {

/// Explores it, and records how many schedules there are.
template <class Program> void expect_no_failure() {
  const exploration found = explore<Program>();
  EXPECT_EQ(found.failure, "");
  testing::Test::RecordProperty("schedules", std::to_string(found.schedules));
  EXPECT_GT(found.schedules, 10u) << "the threads do not meet";
  EXPECT_LT(found.schedules, 1'000'000u) << "too much for a test";
}

} // namespace xfork::model

#include "base/settings.hpp"

#include <cstdlib>
#include <gtest/gtest.h>

namespace {

using namespace xfork::detail;

struct result {
  unsigned workers;
  std::string message;
};

result workers_with(const char *text) {
  setenv("XFORK_WORKERS", text, 1);
  testing::internal::CaptureStderr();
  const unsigned workers = workers_from_environment();
  unsetenv("XFORK_WORKERS");
  return {workers, testing::internal::GetCapturedStderr()};
}

TEST(settings_test, workers) {
  EXPECT_EQ(workers_with("1").workers, 1u);
  EXPECT_EQ(workers_with("256").workers, 256u);
  EXPECT_EQ(workers_with("7").message, "");
}

TEST(settings_test, bad_numbers_of_workers_cost_one_line) {
  unsetenv("XFORK_WORKERS");
  const unsigned standard = workers_from_environment();
  EXPECT_GE(standard, 1u);
  for (const char *bad : {"0", "257", "-1", "two", "", "3x", "99999999999999999999"}) {
    const result r = workers_with(bad);
    EXPECT_EQ(r.workers, standard) << bad;
    EXPECT_EQ(std::count(r.message.begin(), r.message.end(), '\n'), 1) << bad;
    EXPECT_NE(r.message.find("XFORK_WORKERS"), std::string::npos);
  }
}

TEST(settings_test, mode) {
  unsetenv("XFORK_MODE");
  EXPECT_FALSE(serial_from_environment());
  setenv("XFORK_MODE", "serial", 1);
  EXPECT_TRUE(serial_from_environment());
  setenv("XFORK_MODE", "fast", 1);
  testing::internal::CaptureStderr();
  EXPECT_FALSE(serial_from_environment());
  EXPECT_NE(testing::internal::GetCapturedStderr().find("XFORK_MODE=fast"), std::string::npos);
  unsetenv("XFORK_MODE");
}

} // namespace

// Test fixture: the same test with 1, 2, 3 and 7 workers, and in serial mode (0).
#pragma once

#include <gtest/gtest.h>
#include <xfork/xfork.hpp>

class with_workers : public testing::TestWithParam<unsigned> {
protected:
  void SetUp() override {
    xfork::set_mode(serial() ? xfork::mode::serial : xfork::mode::parallel);
    xfork::set_workers(serial() ? 2 : GetParam());
  }
  void TearDown() override { xfork::set_mode(xfork::mode::parallel); }

  bool serial() const { return GetParam() == 0; }
  /// Whether anything can run on another thread at all.
  bool parallel() const { return GetParam() > 1; }
};

inline std::string name_of_workers(const testing::TestParamInfo<unsigned> &info) {
  return info.param == 0 ? "serial" : "workers" + std::to_string(info.param);
}

#define XFORK_WITH_WORKERS(suite)                                                                              \
  INSTANTIATE_TEST_SUITE_P(workers, suite, testing::Values(0u, 1u, 2u, 3u, 7u), name_of_workers)

#if defined(__SANITIZE_THREAD__) || defined(__SANITIZE_ADDRESS__)
#define XFORK_TEST_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer) || __has_feature(address_sanitizer)
#define XFORK_TEST_SANITIZED 1
#endif
#endif

#if defined(__SANITIZE_THREAD__)
#define XFORK_TEST_TSAN 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define XFORK_TEST_TSAN 1
#endif
#endif

/// Divides the size of a stress test where everything is ten times slower.
#ifdef XFORK_TEST_SANITIZED
inline constexpr int slowness = 10;
#else
inline constexpr int slowness = 1;
#endif

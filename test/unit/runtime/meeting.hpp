// A point that several threads must reach before any goes on: proves, without timing, that they run at once.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>

/// Takes long enough for a loop of a few iterations to be worth dividing. Shorter ones stay in their thread once that is
/// known, however often they are run.
inline void take_time() {
  const auto end = std::chrono::steady_clock::now() + std::chrono::microseconds(100);
  while (std::chrono::steady_clock::now() < end) {
  }
}

class meeting {
public:
  explicit meeting(int expected) : m_missing(expected) {}

  /// False if the others have not come within a minute.
  bool attend() {
    std::unique_lock lock(m_mutex);
    if (--m_missing == 0)
      m_complete.notify_all();
    return m_complete.wait_for(lock, std::chrono::minutes(1), [this] { return m_missing <= 0; });
  }

private:
  std::mutex m_mutex;
  std::condition_variable m_complete;
  int m_missing;
};

// Holds calls back until a test has built what it wants to build.
#pragma once

#include <atomic>

class gate {
public:
  void open() { m_open = true, m_open.notify_all(); }
  bool is_open() const { return m_open; }
  void pass() const { m_open.wait(false); }

private:
  std::atomic<bool> m_open = false;
};

// A lock for a few instructions: spins, then yields. Usable in zero-initialised memory and across fork(2).
#pragma once

#include "xfork/base/atomic.hpp"

namespace xfork::detail {

/// BasicLockable. Hold it for nanoseconds only, and never call user code under it.
class short_lock {
public:
  void lock() noexcept;
  void unlock() noexcept { m_held.store_release(false); }

private:
  atomic<bool> m_held{false};
};

} // namespace xfork::detail

#include "base/processors.hpp"

#include "base/cgroup_quota.hpp"
#include "base/monotonic_clock.hpp"
#include "xfork/base/atomic.hpp"

#include <algorithm>
#include <climits>
#include <cmath>
#include <cstdint>
#include <sched.h>
#include <unistd.h>

namespace xfork::detail {

namespace {

unsigned processors_in_affinity_mask() noexcept {
  cpu_set_t set;
  CPU_ZERO(&set);
  if (sched_getaffinity(0, sizeof set, &set) == 0)
    return static_cast<unsigned>(std::max(1, CPU_COUNT(&set)));
  const long online = sysconf(_SC_NPROCESSORS_ONLN); // more processors than cpu_set_t holds
  return online > 0 ? static_cast<unsigned>(online) : 1;
}

/// Reading it takes a dozen files, and it changes when an administrator says so: once a second will do.
unsigned cached_quota() noexcept {
  constexpr std::int64_t second = 1'000'000'000;
  static constinit atomic<std::int64_t> fresh_until{0};
  static constinit atomic<unsigned> processors{0};
  const std::int64_t now = monotonic_now();
  if (now < fresh_until.load_acquire())
    return processors.load_relaxed();
  const double quota = std::ceil(cgroup_cpu_quota("/proc/self/cgroup", "/sys/fs/cgroup"));
  const unsigned whole = quota < 1 ? 1 : quota < UINT_MAX ? static_cast<unsigned>(quota) : UINT_MAX;
  processors.store_relaxed(whole);
  fresh_until.store_release(now + second);
  return whole;
}

} // namespace

unsigned usable_processors() noexcept {
  const unsigned quota = cached_quota();
  const unsigned mask = processors_in_affinity_mask();
  return quota < mask ? quota : mask;
}

} // namespace xfork::detail

#include "base/processors.hpp"

#include "base/cgroup_quota.hpp"

#include <algorithm>
#include <cmath>
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

} // namespace

unsigned usable_processors() noexcept {
  const double quota = std::ceil(cgroup_cpu_quota("/proc/self/cgroup", "/sys/fs/cgroup"));
  const unsigned mask = processors_in_affinity_mask();
  return quota < mask ? std::max(1u, static_cast<unsigned>(quota)) : mask;
}

} // namespace xfork::detail

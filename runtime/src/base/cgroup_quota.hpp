// Platform: the CPU quota of the control groups this process is in.
#pragma once

#include <string>

namespace xfork::detail {

/// Processors' worth of CPU time allowed, the tightest of the group and its ancestors; a huge number without a quota.
/// `membership` is a /proc/<pid>/cgroup file, `root` where control groups are mounted (both given, so that tests can).
double cgroup_cpu_quota(const std::string &membership, const std::string &root) noexcept;

} // namespace xfork::detail

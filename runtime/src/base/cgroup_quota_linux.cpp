#include "base/cgroup_quota.hpp"

#include <algorithm>
#include <fstream>
#include <limits>
#include <sstream>

namespace xfork::detail {

namespace {

constexpr double unlimited = std::numeric_limits<double>::max();

/// v2: "cpu.max" holds "<quota or max> <period>", in microseconds.
double quota_v2(const std::string &folder) {
  std::ifstream file(folder + "/cpu.max");
  std::string quota;
  double period = 0;
  if (!(file >> quota >> period) || quota == "max" || period <= 0)
    return unlimited;
  return std::stod(quota) / period;
}

/// v1: a quota of -1 means none.
double quota_v1(const std::string &folder) {
  double quota = -1, period = 0;
  std::ifstream(folder + "/cpu.cfs_quota_us") >> quota;
  std::ifstream(folder + "/cpu.cfs_period_us") >> period;
  return quota > 0 && period > 0 ? quota / period : unlimited;
}

/// A container sees its own group mounted at the root, so the path may not exist: then the root's files count.
template <class Quota> double tightest(const std::string &mount, std::string path, Quota quota) {
  double result = quota(mount);
  while (path.size() > 1) {
    result = std::min(result, quota(mount + path));
    path.resize(path.rfind('/'));
  }
  return result;
}

bool lists_cpu(const std::string &controllers) {
  std::istringstream names(controllers);
  for (std::string name; std::getline(names, name, ',');)
    if (name == "cpu")
      return true;
  return false;
}

double quota_of_line(const std::string &line, const std::string &root) {
  const auto first = line.find(':'), second = line.find(':', first + 1); // "id:controllers:path"
  if (first == std::string::npos || second == std::string::npos)
    return unlimited;
  const std::string controllers = line.substr(first + 1, second - first - 1), path = line.substr(second + 1);
  if (controllers.empty())
    return std::min(tightest(root, path, quota_v2), tightest(root + "/unified", path, quota_v2));
  return lists_cpu(controllers) ? tightest(root + "/" + controllers, path, quota_v1) : unlimited;
}

} // namespace

double cgroup_cpu_quota(const std::string &membership, const std::string &root) noexcept try {
  double result = unlimited;
  std::ifstream file(membership);
  for (std::string line; std::getline(file, line);)
    result = std::min(result, quota_of_line(line, root));
  return result;
} catch (...) {
  return unlimited; // an odd file system is no reason to refuse service
}

} // namespace xfork::detail

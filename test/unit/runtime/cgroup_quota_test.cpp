#include "base/cgroup_quota.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <string>

namespace {

namespace fs = std::filesystem;

class cgroup_quota_test : public testing::Test {
protected:
  cgroup_quota_test() {
    std::string pattern = (fs::temp_directory_path() / "xfork-cgroup-XXXXXX").string();
    m_root = mkdtemp(pattern.data());
  }
  ~cgroup_quota_test() override { fs::remove_all(m_root); }

  void write(const std::string &path, const std::string &text) {
    fs::create_directories((m_root / path).parent_path());
    std::ofstream(m_root / path) << text;
  }
  double quota(const std::string &membership) {
    write("membership", membership);
    return xfork::detail::cgroup_cpu_quota((m_root / "membership").string(), m_root.string());
  }

  fs::path m_root;
};

TEST_F(cgroup_quota_test, version_2) {
  write("a/b/cpu.max", "150000 100000\n");
  EXPECT_DOUBLE_EQ(quota("0::/a/b\n"), 1.5);
  write("a/cpu.max", "50000 100000\n"); // an ancestor is tighter
  EXPECT_DOUBLE_EQ(quota("0::/a/b\n"), 0.5);
  write("a/cpu.max", "max 100000\n");
  EXPECT_DOUBLE_EQ(quota("0::/a/b\n"), 1.5);
}

TEST_F(cgroup_quota_test, version_2_in_a_container) {
  write("cpu.max", "300000 100000\n"); // the group's own folder is the root
  EXPECT_DOUBLE_EQ(quota("0::/not/visible/here\n"), 3);
}

TEST_F(cgroup_quota_test, version_1) {
  write("cpu,cpuacct/x/cpu.cfs_quota_us", "200000\n");
  write("cpu,cpuacct/x/cpu.cfs_period_us", "100000\n");
  EXPECT_DOUBLE_EQ(quota("4:memory:/x\n3:cpu,cpuacct:/x\n"), 2);
  write("cpu,cpuacct/x/cpu.cfs_quota_us", "-1\n");
  EXPECT_GT(quota("3:cpu,cpuacct:/x\n"), 1e9);
}

TEST_F(cgroup_quota_test, nothing_there_or_nonsense) {
  EXPECT_GT(quota(""), 1e9);
  EXPECT_GT(quota("nonsense\n:\n::\n0::\n"), 1e9);
  write("a/cpu.max", "many 0\n");
  EXPECT_GT(quota("0::/a\n"), 1e9);
}

} // namespace

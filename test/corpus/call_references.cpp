// RUN: %check_run %s
// Calls that return references, and references bound to results.
#include <cstdio>
#include <string>
#include <vector>

std::vector<int> values{1, 2, 3, 4, 5};

int &slowest(std::vector<int> &v) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < v.size(); ++i)
    if (v[i] > v[best])
      best = i;
  return v[best];
}
const std::string &longest(const std::string &a, const std::string &b) { return a.size() < b.size() ? b : a; }
std::string joined(const std::string &a, const std::string &b) { return a + b; }

int main() {
  [[fork::parallel]] int &slot = slowest(values);
  slot = 100;
  [[fork::parallel]] auto &same = slowest(values);
  same += 1;
  [[fork::parallel]] int copy = slowest(values);
  copy = 0;
  [[fork::parallel]] const int &seen = slowest(values);
  std::printf("%d %d %d\n", values[4], copy, seen);

  const std::string a = "short", b = "much longer";
  [[fork::parallel]] const std::string &chosen = longest(a, b);
  [[fork::parallel]] const auto &extended = joined(a, b);
  [[fork::parallel]] auto &&forwarding = joined(b, a);
  forwarding += "!";
  std::printf("%s %d %s %s\n", chosen.c_str(), &chosen == &b, extended.c_str(), forwarding.c_str());
}

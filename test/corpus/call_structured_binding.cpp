// Not supported yet: the tool says so.
// XFAIL: *
// RUN: %check_run %s
// The result is taken apart.
#include <cstdio>
#include <string>
#include <tuple>
#include <utility>

struct Extremes {
  int low, high;
};

Extremes extremes(int n) { return {-n, n * n}; }
std::tuple<int, std::string, double> triple(int n) { return {n, std::to_string(n), n / 4.0}; }

int main() {
  [[fork::parallel]] auto [low, high] = extremes(7);
  [[fork::parallel]] const auto [id, name, share] = triple(9);
  [[fork::parallel]] auto &&[left, right] = std::pair<int, int>(extremes(3).low, extremes(4).high);
  low += 1;
  std::printf("%d %d %d %s %g %d %d\n", low, high, id, name.c_str(), share, left, right);
}

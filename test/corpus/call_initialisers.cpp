// RUN: %check_run %s
// The forms of initialiser, and initialisers that are more than one call.
#include <cstdio>
#include <string>
#include <utility>

int f(int x) { return x + 1; }
std::pair<int, std::string> pair(int x) { return {x, std::to_string(x)}; }

struct Result {
  int value;
  explicit Result(int v) : value(v) {}
};

int main() {
  [[fork::parallel]] int a{f(1)};
  [[fork::parallel]] int b(f(2));
  [[fork::parallel]] auto c(f(3));
  [[fork::parallel]] auto d{f(4)};
  [[fork::parallel]] Result e(f(5));
  [[fork::parallel]] Result g = Result(f(6));
  [[fork::parallel]] int h = f(7) + f(8) * f(9);
  [[fork::parallel]] int i = f(10) > 10 ? f(11) : f(12);
  [[fork::parallel]] int j = f(f(f(13)));
  [[fork::parallel]] long k = (f(14));
  [[fork::parallel]] const int l = -f(15);
  [[fork::parallel]] auto m = pair(16);
  [[fork::parallel]] auto n = pair(17).second;
  std::printf("%d %d %d %d %d %d %d %d %d %ld %d %s %s\n", a, b, c, d, e.value, g.value, h, i, j, k, l,
              m.second.c_str(), n.c_str());
}

// RUN: %check_run %s
// The smallest or largest value together with what belongs to it: of equal ones the first.
#include <cstdio>
#include <string>
#include <vector>

struct Point { double x, y; };

int main() {
  std::vector<int> a(2000);
  std::vector<Point> points;
  for (int i = 0; i < 2000; ++i) {
    a[i] = (i * 7919 + 11) % 257;
    points.push_back({a[i] * 0.5, i * 1.0});
  }
  int least = a[0], where = 0;
  [[fork::parallel]] for (int i = 1; i < 2000; ++i)
    if (a[i] < least) {
      least = a[i];
      where = i;
    }
  std::printf("%d at %d\n", least, where);

  double farthest = -1, x = 0;
  std::string name = "none";
  Point best{0, 0};
  [[fork::parallel]] for (const Point &p : points) if (farthest < p.x) farthest = p.x, x = p.y, name = "p" + std::to_string(static_cast<int>(p.y)), best = p;
  std::printf("%g at %g %s %g\n", farthest, x, name.c_str(), best.y);

  // Never better than what there was.
  int limit = -1, index = -7;
  [[fork::parallel]] for (int i = 0; i < 2000; ++i) if (a[i] < limit) { limit = a[i]; index = i; }
  std::printf("%d %d\n", limit, index);

  // Several at once, and a plain one beside them.
  int lo = 1000, lo_at = -1, hi = -1, hi_at = -1;
  long sum = 0;
  [[fork::parallel]] for (int i = 0; i < 2000; ++i) {
    if (a[i] < lo) { lo = a[i]; lo_at = i; }
    if (hi < a[i]) { hi = a[i]; hi_at = i; }
    sum += a[i];
  }
  std::printf("%d %d %d %d %ld\n", lo, lo_at, hi, hi_at, sum);
}

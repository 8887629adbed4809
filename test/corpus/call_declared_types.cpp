// RUN: %check_run %s
// Declarations of every type whose initialiser is an annotated call.
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

struct Point {
  int x, y;
};

int number(int x) { return x * 3; }
Point point(int x) { return {x, -x}; }
std::string text(int x) { return std::string(static_cast<std::size_t>(x), 'x'); }
std::vector<int> list(int n) { return std::vector<int>(static_cast<std::size_t>(n), n); }
std::unique_ptr<Point> owned(int x) { return std::make_unique<Point>(Point{x, x}); }
const char *literal() { return "literal"; }

int main() {
  [[fork::parallel]] int a = number(1);
  [[fork::parallel]] auto b = number(2);
  [[fork::parallel]] const auto c = number(3);
  [[fork::parallel]] const int d = number(4);
  [[fork::parallel]] Point p = point(5);
  [[fork::parallel]] const Point q = point(6);
  [[fork::parallel]] std::string s = text(3);
  [[fork::parallel]] const std::string t = text(4);
  [[fork::parallel]] auto v = list(5);
  [[fork::parallel]] std::unique_ptr<Point> u = owned(7);
  [[fork::parallel]] auto w = owned(8);
  [[fork::parallel]] const char *l = literal();
  std::printf("%d %d %d %d\n", a, b, c, d);
  std::printf("%d %d %s %s %zu %d\n", p.x, q.y, s.c_str(), t.c_str(), v.size(), v[4]);
  a += b;
  p.x = a;
  s += t;
  v.push_back(c);
  u->x = 11;
  std::printf("%d %s %zu %d %d %s\n", p.x, s.c_str(), v.size(), u->x, (*w).y, l);
  std::unique_ptr<Point> moved = std::move(u);
  std::printf("%d %d\n", moved->x, u == nullptr);
}

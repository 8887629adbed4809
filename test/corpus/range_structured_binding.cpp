// RUN: %check_run %s
// Structured bindings as the loop's variable.
#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <vector>

struct Point {
  int x, y;
};

int main() {
  std::map<std::string, int> stock{{"apple", 3}, {"fig", 0}, {"pear", 12}, {"plum", 7}};
  [[fork::parallel]] for (auto &[name, count] : stock) count = count * 2 + static_cast<int>(name.size());

  std::vector<Point> points;
  for (int i = 0; i < 15; ++i)
    points.push_back({i, -i});
  [[fork::parallel]] for (auto &[x, y] : points) {
    const int old = x;
    x = y + 100;
    y = old;
  }

  std::vector<std::tuple<int, double, char>> rows{{1, 0.5, 'a'}, {2, 0.25, 'b'}, {3, 4, 'c'}};
  [[fork::parallel]] for (auto &[id, value, letter] : rows) value += id;

  long sum = 0;
  [[fork::parallel]] for (const auto &[x, y] : points) sum += x * y;
  [[fork::parallel]] for (auto [name, count] : stock) sum += count;

  for (const auto &[name, count] : stock)
    std::printf("%s %d\n", name.c_str(), count);
  for (const auto &[x, y] : points)
    std::printf("(%d,%d) ", x, y);
  for (const auto &[id, value, letter] : rows)
    std::printf("%d %g %c ", id, value, letter);
  std::printf("\n%ld\n", sum);
}

// RUN: %check_run %s
// Loops in loops: both annotated, the outer or the inner one alone, bounds that depend on the outer index.
#include <cstdio>
#include <vector>

constexpr int rows = 9, columns = 13;
int grid[rows][columns];

void print(const char *what) {
  long hash = 0;
  for (auto &row : grid)
    for (int cell : row)
      hash = hash * 17 % 1000003 + cell;
  std::printf("%s %ld\n", what, hash);
}

int main() {
  [[fork::parallel]] for (int y = 0; y < rows; ++y) {
    [[fork::parallel]] for (int x = 0; x < columns; ++x) { grid[y][x] = y * 100 + x; }
  }
  print("both");

  [[fork::parallel]] for (int y = 0; y < rows; ++y)
    for (int x = 0; x < columns; ++x)
      grid[y][x] += y ^ x;
  print("outer");

  for (int y = 1; y < rows; ++y)
    [[fork::parallel]] for (int x = 0; x < columns; ++x) grid[y][x] += grid[y - 1][x];
  print("inner");

  [[fork::parallel]] for (int y = 0; y < rows; ++y)
    [[fork::parallel]] for (int x = 0; x <= y; ++x) grid[y][x] -= x + 1;
  print("triangle");

  int cube[3][4][5], filled = 0;
  [[fork::parallel]] for (int z = 0; z < 3; ++z)
    [[fork::parallel]] for (int y = 0; y < 4; ++y)
      [[fork::parallel]] for (int x = 0; x < 5; ++x) cube[z][y][x] = z * y * x;
  for (auto &plane : cube)
    for (auto &row : plane)
      for (int cell : row)
        filled += cell;
  std::printf("three deep %d\n", filled);

  std::vector<std::vector<int>> lists(6);
  [[fork::parallel]] for (std::size_t i = 0; i < lists.size(); ++i) {
    lists[i].resize(4 * i);
    [[fork::parallel]] for (auto &x : lists[i]) x = static_cast<int>(i);
  }
  long total = 0;
  [[fork::parallel]] for (const auto &list : lists) {
    long part = 0;
    [[fork::parallel]] for (int x : list) part += x;
    total += part;
  }
  std::printf("%ld\n", total);
}

// RUN: %check_run %s
// Range-for over C arrays, std::array, arrays of arrays, spans and brace-enclosed lists.
#include <array>
#include <cstdio>
#include <initializer_list>
#include <span>

int main() {
  int a[10] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3};
  [[fork::parallel]] for (int &x : a) x = x * x;

  std::array<double, 8> b{};
  [[fork::parallel]] for (double &x : b) x = 0.5;

  int grid[4][6];
  [[fork::parallel]] for (auto &row : grid)
    for (int &cell : row)
      cell = 9;
  [[fork::parallel]] for (int(&row)[6] : grid) row[2] = 1;

  std::span<int> middle(a + 2, 5);
  [[fork::parallel]] for (int &x : middle) x += 1000;

  int sum = 0;
  [[fork::parallel]] for (int x : {1, 2, 3, 4, 5, 6, 7}) sum += x;
  const auto list = {10, 20, 30};
  [[fork::parallel]] for (int x : list) sum += x;
  [[fork::parallel]] for (char c : "characters") sum += c;

  for (int x : a)
    std::printf("%d ", x);
  for (double x : b)
    std::printf("%g ", x);
  for (auto &row : grid)
    for (int cell : row)
      std::printf("%d", cell);
  std::printf("\n%d\n", sum);
}

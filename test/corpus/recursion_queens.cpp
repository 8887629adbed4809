// RUN: %check_run %s
// N queens: calls forked inside a plain loop, their results summed; and an annotated loop that recurses.
#include <cstdio>
#include <cstdlib>
#include <vector>

bool safe(const std::vector<int> &queens, int column) {
  const int row = static_cast<int>(queens.size());
  for (int i = 0; i < row; ++i) {
    const int other = queens[static_cast<std::size_t>(i)];
    if (other == column || std::abs(other - column) == row - i)
      return false;
  }
  return true;
}

int solutions(std::vector<int> queens, int n) {
  if (static_cast<int>(queens.size()) == n)
    return 1;
  int count = 0;
  for (int column = 0; column < n; ++column) {
    if (!safe(queens, column))
      continue;
    std::vector<int> next = queens;
    next.push_back(column);
    [[fork::parallel]] count += solutions(next, n);
  }
  return count;
}

long loop_solutions(unsigned columns, unsigned left, unsigned right, unsigned row, int n) {
  if (row == static_cast<unsigned>(n))
    return 1;
  long count = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    const unsigned bit = 1u << i;
    if ((columns | left | right) & bit)
      continue;
    count += loop_solutions(columns | bit, (left | bit) << 1, (right | bit) >> 1, row + 1, n);
  }
  return count;
}

int main() {
  for (int n = 1; n <= 8; ++n)
    std::printf("%d: %d %ld\n", n, solutions({}, n), loop_solutions(0, 0, 0, 0, n));
}

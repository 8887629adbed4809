// RUN: %check_run %s
// Loops in every kind of function and position in it.
#include <cstdio>
#include <vector>

namespace outer::inner {
int sum(const std::vector<int> &v) noexcept {
  int total = 0;
  [[fork::parallel]] for (int x : v) total += x;
  return total;
}
} // namespace outer::inner

extern "C" int c_linkage(int n) {
  int total = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) total += i;
  return total;
}

inline auto trailing(int n) -> long {
  long total = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) total += i * i;
  return total;
}

struct Table {
  int cells[10];
  Table() : cells{} {
    [[fork::parallel]] for (int i = 0; i < 10; ++i) cells[i] = i;
  }
  static int twice(int n) {
    int total = 0;
    [[fork::parallel]] for (int i = 0; i < n; ++i) total += 2;
    return total;
  }
  Table &operator*=(int by) {
    [[fork::parallel]] for (int &cell : cells) cell *= by;
    return *this;
  }
  operator int() const {
    int total = 0;
    [[fork::parallel]] for (int cell : cells) total += cell;
    return total;
  }
};

static int in_branches(int kind, int n) {
  int total = 0;
  if (kind == 0)
    [[fork::parallel]] for (int i = 0; i < n; ++i) total += i;
  else
    [[fork::parallel]] for (int i = 0; i < n; ++i) total -= i;
  switch (kind) {
  case 0:
    [[fork::parallel]] for (int i = 0; i < n; ++i) ++total;
    break;
  default:
    [[fork::parallel]] for (int i = 0; i < n; ++i) --total;
  }
  for (int turn = 0; turn < 3; ++turn)
    [[fork::parallel]] for (int i = 0; i < n; ++i) total += turn;
  do
    [[fork::parallel]] for (int i = 0; i < n; ++i) total += 5;
  while (total < 0);
  return total;
}

int main() try {
  const std::vector<int> v{1, 2, 3, 4};
  Table table;
  table *= 3;
  std::printf("%d %d %ld %d %d\n", outer::inner::sum(v), c_linkage(50), trailing(60), Table::twice(9),
              static_cast<int>(table));
  std::printf("%d %d\n", in_branches(0, 7), in_branches(1, 7));
  { [[fork::parallel]] for (int &cell : table.cells) cell = 0; }
  std::printf("%d\n", static_cast<int>(table));
  return 0;
} catch (...) {
  return 1;
}

// RUN: %check_run %s
// Range-for with an initialising statement.
#include <cstdio>
#include <vector>

std::vector<int> numbers() { return {5, 6, 7}; }

int main() {
  int sum = 0;
  [[fork::parallel]] for (std::vector<int> v = numbers(); int &x : v) {
    x += 1;
    sum += x;
  }
  std::printf("%d\n", sum);
}

// RUN: %check_run %s
// The index is a random-access iterator or a pointer.
#include <cstdio>
#include <deque>
#include <vector>

int main() {
  std::vector<int> v(30, 1);
  [[fork::parallel]] for (std::vector<int>::iterator it = v.begin(); it != v.end(); ++it) *it += 4;
  [[fork::parallel]] for (auto it = v.begin(); it < v.end(); it += 3) *it *= 10;
  [[fork::parallel]] for (auto it = v.rbegin(); it != v.rend(); ++it) *it -= 1;

  std::deque<int> d(20, 3);
  [[fork::parallel]] for (auto it = d.begin(); it != d.end(); ++it) *it = *it * *it;

  int a[16] = {};
  [[fork::parallel]] for (int *p = a; p < a + 16; ++p) *p = static_cast<int>(p - a);
  [[fork::parallel]] for (int *p = a + 15; p >= a + 8; --p) *p *= -1;

  int total = 0;
  [[fork::parallel]] for (auto it = v.cbegin(); it != v.cend(); ++it) total += *it;
  for (int x : v)
    std::printf("%d ", x);
  for (int x : d)
    std::printf("%d ", x);
  for (int x : a)
    std::printf("%d ", x);
  std::printf("\n%d\n", total);
}

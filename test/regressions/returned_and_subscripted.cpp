// RUN: %check_run %s
// A forked local that is returned moves; a subscript that is the element of a range-for is not invariant.
#include <cstdio>
#include <map>
#include <memory>
#include <vector>
std::unique_ptr<int> own(int n) { return std::make_unique<int>(n); }
std::unique_ptr<int> a(int n) { [[fork::parallel]] auto p = own(n); return p; }
int main() {
  std::vector<int> v{3, 1, 2, 0}, b(4);
  [[fork::parallel, fork::independent]] for (int x : v) b[x] = x * 2;
  std::printf("%d %d\n", *a(4), b[3]);
}

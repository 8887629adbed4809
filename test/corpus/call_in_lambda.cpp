// RUN: %check_run %s
// Annotated calls in lambdas, recursive ones among them.
#include <cstdio>
#include <functional>
#include <vector>

int work(int x) { return x * x + 1; }

int main() {
  int offset = 5;
  auto simple = [](int n) {
    [[fork::parallel]] int a = work(n);
    int b = work(n + 1);
    return a + b;
  };
  auto capturing = [&offset](int n) {
    [[fork::parallel]] int a = work(n + offset);
    offset += 1;
    return a + offset;
  };
  auto looping = [=](int n) -> long {
    long sum = 0;
    for (int i = 0; i < n; ++i)
      [[fork::parallel]] sum += work(i + offset);
    return sum;
  };
  auto generic = [](auto self, int n) -> int {
    if (n < 2)
      return n;
    [[fork::parallel]] int x = self(self, n - 1);
    return self(self, n - 2) + x;
  };
  std::function<int(int)> recursive = [&](int n) {
    if (n == 0)
      return 0;
    [[fork::parallel]] auto rest = recursive(n - 1);
    return rest + n;
  };
  const int captured = capturing(2);
  std::printf("%d %d %ld %d %d %d\n", simple(3), captured, looping(20), generic(generic, 15), recursive(40), offset);

  std::vector<int> results;
  auto collect = [&] {
    [[fork::parallel]] auto r = [&] { return work(offset); }();
    results.push_back(1);
    results.push_back(r);
  };
  collect();
  for (int x : results)
    std::printf("%d ", x);
  std::printf("\n");
}

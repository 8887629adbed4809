// RUN: %check_run %s
// Loops in lambdas of every capture, lambdas in loops.
#include <cstdio>
#include <functional>
#include <vector>

int main() {
  std::vector<int> v(20);
  int offset = 3;

  auto by_reference = [&](int by) {
    [[fork::parallel]] for (std::size_t i = 0; i < v.size(); ++i) v[i] += by + offset;
  };
  by_reference(10);

  auto by_value = [v, offset]() {
    int sum = 0;
    [[fork::parallel]] for (int x : v) sum += x + offset;
    return sum;
  };
  auto by_copy = [=]() mutable {
    [[fork::parallel]] for (int &x : v) x *= offset;
    int sum = 0;
    [[fork::parallel]] for (int x : v) sum += x;
    return sum;
  };
  auto with_initialiser = [scaled = offset * 7, &out = v] {
    [[fork::parallel]] for (auto &x : out) x -= scaled;
  };
  auto generic = [](auto &range, auto add) {
    [[fork::parallel]] for (auto &x : range) x += add;
  };
  std::printf("%d %d\n", by_value(), by_copy());
  with_initialiser();
  generic(v, 5);
  double reals[4] = {};
  generic(reals, 0.25);

  const std::function<int(int)> twice = [](int x) { return 2 * x; };
  auto add_index = [&](int i) { return i + offset; };
  [[fork::parallel]] for (int i = 0; i < 20; ++i) {
    auto cube = [i] { return i * i * i; };
    v[static_cast<std::size_t>(i)] += twice(cube()) + add_index(i);
  }

  const int immediate = [&] {
    int sum = 0;
    [[fork::parallel]] for (int x : v) sum += x;
    return sum;
  }();
  for (int x : v)
    std::printf("%d ", x);
  std::printf("\n%d %g\n", immediate, reals[3]);
}

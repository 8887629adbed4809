// RUN: %check_run %s
// Minimum and maximum in every common spelling.
#include <algorithm>
#include <climits>
#include <cstdio>
#include <vector>

int main() {
  std::vector<int> v;
  for (int i = 0; i < 500; ++i)
    v.push_back(i * 7919 % 1009 - 300);

  int if_less = INT_MAX, if_greater = INT_MIN;
  [[fork::parallel]] for (int x : v) if (x < if_less) if_less = x;
  [[fork::parallel]] for (int x : v) if (x > if_greater) if_greater = x;
  std::printf("%d %d\n", if_less, if_greater);

  int reversed_min = INT_MAX, reversed_max = INT_MIN;
  [[fork::parallel]] for (int x : v) {
    if (reversed_min > x)
      reversed_min = x;
    if (reversed_max < x) {
      reversed_max = x;
    }
  }
  std::printf("%d %d\n", reversed_min, reversed_max);

  int std_min = v[0], std_max = v[0];
  [[fork::parallel]] for (int x : v) std_min = std::min(std_min, x);
  [[fork::parallel]] for (int x : v) std_max = std::max(x, std_max);
  std::printf("%d %d\n", std_min, std_max);

  int choice_min = INT_MAX, choice_max = INT_MIN;
  [[fork::parallel]] for (int x : v) choice_min = x < choice_min ? x : choice_min;
  [[fork::parallel]] for (std::size_t i = 0; i < v.size(); ++i) choice_max = choice_max > v[i] ? choice_max : v[i];
  std::printf("%d %d\n", choice_min, choice_max);

  double smallest = 1e300;
  long widest = 0;
  [[fork::parallel]] for (std::size_t i = 0; i < v.size(); ++i) {
    const double half = v[i] * 0.5;
    smallest = std::min(smallest, half);
    widest = std::max<long>(widest, v[i]);
  }
  std::printf("%g %ld\n", smallest, widest);

  unsigned never = 17;
  [[fork::parallel]] for (unsigned i = 20; i < 30; ++i) never = std::min(never, i);
  std::printf("%u\n", never);
}

// RUN: %check_run %s
// The result is taken apart.
#include <array>
#include <cstdio>
#include <map>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

struct Extremes {
  int low, high;
};

Extremes extremes(int n) { return {-n, n * n}; }
std::tuple<int, std::string, double> triple(int n) { return {n, std::to_string(n), n / 4.0}; }
int f(int x) { return x * 2 + 1; }
std::size_t length(const std::string &text) { return text.size(); }

int in_loop() {
  int sum = 0;
  for (int i = 0; i < 12; ++i) {
    [[fork::parallel]] const auto [id, text, share] = triple(i);
    if (i % 5 == 3)
      continue;
    sum += id;
    [[fork::parallel]] sum += f(id);
    [[fork::parallel]] sum += static_cast<int>(length(text));
    if (share > 2.4)
      break;
  }
  return sum;
}

int of_a_loop() {
  int sum = 0;
  std::map<int, std::string> names{{1, "one"}, {2, "two"}, {3, "three"}};
  for (const auto &[number, name] : names)
    [[fork::parallel]] sum += f(number) * static_cast<int>(name.size());
  for (auto [number, name] : names)
    [[fork::parallel]] sum += f(number) * static_cast<int>(length(name));
  return sum;
}

Extremes shared{3, 4};
Extremes &by_reference() { return shared; }

int references() {
  [[fork::parallel]] auto &[low, high] = by_reference();
  low = 30;
  [[fork::parallel]] auto [low_copy, high_copy] = by_reference();
  low_copy = 500;
  return shared.low + high + low_copy + high_copy;
}

int in_case(int n) {
  switch (n) {
  case 1: {
    [[fork::parallel]] auto [low, high] = extremes(n);
    return low + high;
  }
  default:
    [[fork::parallel]] auto [low, high] = extremes(2 * n);
    auto product = [low, high] { return low * high; };
    return product();
  }
}

int main() {
  [[fork::parallel]] auto [low, high] = extremes(7);
  [[fork::parallel]] const auto [id, name, share] = triple(9);
  [[fork::parallel]] auto &&[left, right] = std::pair<int, int>(extremes(3).low, extremes(4).high);
  [[fork::parallel]] auto [never, used] = extremes(5);
  static_assert(std::is_same_v<decltype(low), int> && std::is_same_v<decltype(name), const std::string>);
  low += 1;
  std::printf("%d %d %d %s %g %d %d\n", low, high, id, name.c_str(), share, left, right);
  std::printf("%d %d %d %d %d\n", in_loop(), of_a_loop(), references(), in_case(1), in_case(3));
}

// RUN: %check_run --allow-warning=fork-unproven-independence %s
// The range is an expression: a temporary, a member, a call, a conditional, a view.
#include <cstdio>
#include <memory>
#include <numeric>
#include <ranges>
#include <vector>

std::vector<int> numbers(int n) {
  std::vector<int> v(static_cast<std::size_t>(n));
  std::iota(v.begin(), v.end(), 1);
  return v;
}

struct Holder {
  std::vector<int> items;
  std::vector<int> &all() { return items; }
};

int main() {
  long sum = 0;
  [[fork::parallel]] for (int x : numbers(30)) sum += x;
  std::printf("%ld\n", sum);

  Holder holder{numbers(10)};
  [[fork::parallel]] for (int &x : holder.items) x += 1;
  [[fork::parallel]] for (int &x : holder.all()) x *= 2;

  const auto pointer = std::make_unique<std::vector<int>>(numbers(5));
  [[fork::parallel]] for (int &x : *pointer) x = -x;

  std::vector<int> other = numbers(3);
  const bool choice = sum % 2 == 0;
  [[fork::parallel]] for (int &x : choice ? holder.items : other) x += 5;

  [[fork::parallel]] for (int x : std::views::iota(0, 25)) sum += x;
  [[fork::parallel]] for (int x : holder.items | std::views::filter([](int i) { return i % 3 == 0; })) sum += x;
  [[fork::parallel]] for (int &x : holder.items | std::views::take(4)) x += 1000;

  [[fork::parallel]] for (const std::vector<int> &v : {numbers(2), numbers(4)}) sum += static_cast<long>(v.size());

  for (int x : holder.items)
    std::printf("%d ", x);
  for (int x : *pointer)
    std::printf("%d ", x);
  for (int x : other)
    std::printf("%d ", x);
  std::printf("\n%ld\n", sum);
}

// RUN: %check_run --repeat=20 %s
// fork::independent: calls of one function do not wait for each other; everything else that touches the object does.
#include <cstdio>
#include <utility>
#include <vector>

void fill(std::vector<int> &v, std::size_t from, std::size_t to, int x) {
  for (std::size_t i = from; i < to; ++i)
    v[i] = x;
}
void add(std::vector<int> &v, std::size_t from, std::size_t to, int x) {
  for (std::size_t i = from; i < to; ++i)
    v[i] += x;
}
void shrink(std::vector<int> &v) { v.resize(v.size() / 2); }
int sum(const std::vector<int> &v) {
  int total = 0;
  for (int x : v)
    total += x;
  return total;
}

void sort(std::vector<int> &v, std::size_t from, std::size_t to) {
  if (to - from < 2)
    return;
  std::size_t middle = from;
  for (std::size_t i = from + 1; i < to; ++i)
    if (v[i] < v[from])
      std::swap(v[++middle], v[i]);
  std::swap(v[from], v[middle]);
  [[fork::parallel, fork::independent]] sort(v, from, middle);
  sort(v, middle + 1, to);
}

int main() {
  std::vector<int> v(3000);
  [[fork::parallel, fork::independent]] fill(v, 0, 1000, 3);
  [[fork::parallel, fork::independent]] fill(v, 1000, 2000, 4);
  fill(v, 2000, 3000, 5);
  std::printf("%zu\n", v.size());
  shrink(v);
  std::printf("%d\n", sum(v));

  [[fork::parallel, fork::independent]] fill(v, 0, 700, 1);
  add(v, 0, 1500, 10);
  [[fork::parallel, fork::independent]] fill(v, 700, 1500, 2);
  v.push_back(7);
  std::printf("%d\n", sum(v));

  std::vector<int> numbers;
  for (int i = 0; i < 2000; ++i)
    numbers.push_back(i * 7919 % 2003);
  sort(numbers, 0, numbers.size());
  for (std::size_t i = 0; i < numbers.size(); i += 400)
    std::printf("%d ", numbers[i]);
  std::printf("\n");
}

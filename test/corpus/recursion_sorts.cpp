// RUN: %check_run %s
// Quicksort and mergesort: one half forked for its effect, the other called.
#include <algorithm>
#include <cstdio>
#include <vector>

void quicksort(int *begin, int *end) {
  if (end - begin < 2)
    return;
  const int pivot = begin[(end - begin) / 2];
  int *middle = std::partition(begin, end, [=](int x) { return x < pivot; });
  int *upper = std::partition(middle, end, [=](int x) { return x == pivot; });
  [[fork::parallel]] quicksort(begin, middle);
  quicksort(upper, end);
}

template <class Iterator> void merge_sort(Iterator begin, Iterator end) {
  if (end - begin < 2)
    return;
  const Iterator middle = begin + (end - begin) / 2;
  [[fork::parallel]] merge_sort(begin, middle);
  [[fork::parallel]] merge_sort(middle, end);
  std::inplace_merge(begin, middle, end);
}

std::vector<int> sorted(std::vector<int> v) {
  if (v.size() < 2)
    return v;
  const auto middle = v.begin() + static_cast<std::ptrdiff_t>(v.size() / 2);
  [[fork::parallel]] std::vector<int> left = sorted({v.begin(), middle});
  std::vector<int> right = sorted({middle, v.end()});
  std::merge(left.begin(), left.end(), right.begin(), right.end(), v.begin());
  return v;
}

int main() {
  std::vector<int> input(3000);
  unsigned seed = 1;
  for (int &x : input) {
    seed = seed * 1664525u + 1013904223u;
    x = static_cast<int>(seed >> 20);
  }
  std::vector<int> expected = input, quick = input, merged = input;
  std::sort(expected.begin(), expected.end());
  quicksort(quick.data(), quick.data() + quick.size());
  merge_sort(merged.begin(), merged.end());
  std::printf("%d %d %d\n", quick == expected, merged == expected, sorted(input) == expected);
}

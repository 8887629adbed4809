// RUN: %check_run --repeat=3 %s
// Ranges that can be walked only once: the elements are taken in turn, each iteration has its own.
#include <cstdio>
#include <iterator>
#include <ranges>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/// An input range by hand: 1, 1, 2, 3, 5, ...
struct Fibonacci {
  struct End {};
  struct Iterator {
    using iterator_category = std::input_iterator_tag;
    using value_type = std::pair<int, unsigned long>;
    using difference_type = std::ptrdiff_t;
    using pointer = const value_type *;
    using reference = value_type;
    int n = 1;
    unsigned long now = 1, before = 0;
    value_type operator*() const { return {n, now}; }
    Iterator &operator++() {
      before = std::exchange(now, now + before);
      ++n;
      return *this;
    }
    void operator++(int) { ++*this; }
    bool operator!=(End) const { return n <= 90; }
  };
  Iterator begin() const { return {}; }
  End end() const { return {}; }
};

int first_above(const std::string &text, int limit) {
  std::istringstream in(text);
  [[fork::parallel]] for (int x : std::views::istream<int>(in)) {
    if (x > limit)
      return x;
  }
  return -1;
}

int main() {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += std::to_string(i * 37 % 1009) + ' ';
  std::istringstream in(text);
  long sum = 0;
  std::vector<int> odd;
  [[fork::parallel]] for (int x : std::views::istream<int>(in)) {
    sum += x;
    if (x % 100 == 1)
      odd.push_back(x);
  }
  std::printf("%ld %zu %d\n", sum, odd.size(), odd.back());
  std::printf("%d %d\n", first_above(text, 1000), first_above(text, 2000));

  std::istringstream words(text);
  std::string longest;
  std::size_t letters = 0;
  [[fork::parallel]] for (const auto &word : std::views::istream<std::string>(words)) letters += word.size();
  std::printf("%zu\n", letters);

  unsigned long bits = 0;
  std::vector<int> places;
  [[fork::parallel]] for (auto [n, value] : Fibonacci()) {
    bits ^= value;
    if (value % 89 == 0)
      places.push_back(n);
  }
  std::printf("%lu %zu %d\n", bits, places.size(), places.back());

  // Views that can be walked again.
  const std::vector<int> v{5, 3, 8, 1, 9, 2};
  int squares = 0, big = 0;
  [[fork::parallel]] for (int x : v | std::views::transform([](int y) { return y * y; })) squares += x;
  [[fork::parallel]] for (int x : v | std::views::filter([](int y) { return y > 2; })) big += x;
  [[fork::parallel]] for (int i : std::views::iota(0, 6)) big += i * v[static_cast<std::size_t>(i)];
  [[fork::parallel]] for (int x : v | std::views::reverse | std::views::take(3)) squares -= x;
  std::printf("%d %d\n", squares, big);
}

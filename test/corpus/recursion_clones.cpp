// RUN: %check_run %s
// Recursive functions that are compiled twice, forking and serial, and some that must not be: whatever the mode, the
// same values, the same exception, the same side effects.
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace numbers {
long fib(int n);
}
long numbers::fib(int n) {
  if (n < 2)
    return n;
  [[fork::parallel]] long a = numbers::fib(n - 1);
  const long b = fib(n - 2);
  return a + b;
}

struct tree {
  std::vector<std::unique_ptr<tree>> children;
  long value = 1;

  /// Through an object, through this, const.
  long sum() const {
    long total = value;
    for (const auto &child : children)
      [[fork::parallel]] total += child->sum();
    return total;
  }
  static long size_of(const tree &t, int depth) {
    if (depth == 0 || t.children.empty())
      return 1;
    [[fork::parallel]] const long first = size_of(*t.children.front(), depth - 1);
    long rest = 0;
    for (std::size_t i = 1; i < t.children.size(); ++i)
      rest += size_of(*t.children[i], depth - 1);
    return 1 + first + rest;
  }
};

static std::unique_ptr<tree> grow(int depth, int width) {
  auto made = std::make_unique<tree>();
  made->value = depth;
  for (int i = 0; depth > 0 && i < width; ++i)
    made->children.push_back(grow(depth - 1, width - i % 2));
  return made;
}

/// The earliest in program order is the one that is seen, at any depth and in any mode.
static int checked(int n, int bad) {
  if (n == bad)
    throw std::out_of_range("bad at " + std::to_string(n));
  if (n < 2)
    return n;
  [[fork::parallel]] int a = checked(n - 1, bad);
  int b = checked(n - 2, bad);
  return a + b;
}

static std::string
    spelled( // the head may span lines
        int n, const std::string &separator)
{
  if (n == 0)
    return "0";
  [[fork::parallel]] std::string left = spelled(n / 2, separator);
  std::string right = spelled(n / 3, separator);
  return left + separator + right;
}

static void sort_range(int *first, int *last) {
  if (last - first < 2)
    return;
  int *store = first;
  for (int *at = first; at != last - 1; ++at)
    if (*at < *(last - 1))
      std::swap(*store++, *at);
  std::swap(*store, *(last - 1));
  [[fork::parallel, fork::independent]] sort_range(first, store);
  sort_range(store + 1, last);
}

/// One object for all calls: there must not be two of it.
static int with_static_local(int n) {
  static const int base = 7;
  if (n == 0)
    return base;
  [[fork::parallel]] int a = with_static_local(n - 1);
  int b = with_static_local(n / 2);
  return (a + b) % 1000;
}

static int named(int n) {
  if (n == 0)
    return static_cast<int>(std::string(__func__).size());
  [[fork::parallel]] int a = named(n - 1);
  int b = named(n / 2);
  return (a + b) % 1000;
}

template <class T> T folded(T n) {
  if (n < 2)
    return n;
  [[fork::parallel]] T a = folded<T>(n - 1);
  T b = folded<T>(n - 2);
  return a + b;
}

int main() {
  std::printf("%ld %ld\n", numbers::fib(22), numbers::fib(3));
  const auto root = grow(7, 4);
  std::printf("%ld %ld\n", root->sum(), tree::size_of(*root, 6));
  for (int bad : {-1, 0, 1, 5, 17})
    try {
      std::printf("%d\n", checked(18, bad));
    } catch (const std::out_of_range &e) {
      std::printf("%s\n", e.what());
    }
  std::printf("%zu %s\n", spelled(200, "+").size(), spelled(6, "-").c_str());
  std::vector<int> values;
  for (int i = 0; i < 3000; ++i)
    values.push_back(i * 7919 % 3001);
  sort_range(values.data(), values.data() + values.size());
  long weighted = 0;
  for (std::size_t i = 0; i < values.size(); ++i)
    weighted += static_cast<long>(i) * values[i];
  std::printf("%ld\n", weighted);
  int (*const by_address)(int) = &with_static_local;
  std::printf("%d %d %d %ld\n", with_static_local(12), by_address(3), named(12), folded(20L));
}

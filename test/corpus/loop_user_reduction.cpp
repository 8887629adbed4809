// fork::reduce: functions, lambdas, function objects, operators and operations in place, several at once, in order.
// RUN: %check_run %s
#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <stdexcept>
#include <string>
#include <vector>

struct Matrix { // multiplication does not commute
  unsigned a = 1, b = 0, c = 0, d = 1;
  Matrix operator*(const Matrix &o) const { return {a * o.a + b * o.c, a * o.b + b * o.d, c * o.a + d * o.c, c * o.b + d * o.d}; }
};

static int greatest_divisor(int a, int b) { return b ? greatest_divisor(b, a % b) : (a < 0 ? -a : a); }

static void merge(std::vector<int> &into, const std::vector<int> &other) {
  std::vector<int> both;
  std::merge(into.begin(), into.end(), other.begin(), other.end(), std::back_inserter(both));
  into.swap(both);
}

struct Longer {
  std::string operator()(const std::string &a, const std::string &b) const { return b.size() > a.size() ? b : a; }
};

static Matrix matrix(int i) { return {static_cast<unsigned>(i), 1, 1, static_cast<unsigned>(i % 7)}; }

int main() {
  const int n = 3000;
  int divisor = 0;
  [[fork::parallel, fork::reduce(greatest_divisor, divisor)]] for (int i = 1; i < n; ++i)
    divisor = greatest_divisor(divisor, 84 * i);
  std::printf("%d\n", divisor);

  Matrix product;
  [[fork::parallel, fork::reduce(std::multiplies<>(), product)]] for (int i = 0; i < n; ++i) product = product * matrix(i);
  std::printf("%u %u %u %u\n", product.a, product.b, product.c, product.d);

  std::vector<int> sorted{5000};
  [[fork::parallel, fork::reduce(merge, sorted)]] for (int i = 0; i < 300; ++i) {
    std::vector<int> mine(5);
    std::iota(mine.begin(), mine.end(), (i * 7919) % 1000);
    if (i % 4 == 3)
      continue;
    merge(sorted, mine);
  }
  std::printf("%zu %d\n", sorted.size(), std::is_sorted(sorted.begin(), sorted.end()));

  std::string longest = "a";
  const auto absolute_max = [](int a, int b) { return std::abs(a) < std::abs(b) ? b : a; };
  int extreme = 1, total = 0;
  [[fork::parallel, fork::reduce(Longer(), longest), fork::grain(16)]] for (int i = 0; i < n; ++i) {
    longest = Longer()(longest, std::string(static_cast<std::size_t>(i % 50), static_cast<char>('a' + i % 26)));
    total += i;
  }
  [[fork::parallel, fork::reduce(absolute_max, extreme)]] for (int i = 0; i < n; ++i) {
    if (i % 2) extreme = absolute_max(extreme, i * (i % 3 - 1));
    if (i % 5 == 0) extreme = absolute_max(extreme, -i);
  }
  std::printf("%s %d %d\n", longest.c_str(), extreme, total);

  // Nothing is folded; and an exception on the way.
  int untouched = 42;
  [[fork::parallel, fork::reduce(greatest_divisor, untouched)]] for (int i = 0; i < 0; ++i)
    untouched = greatest_divisor(untouched, i);
  try {
    [[fork::parallel, fork::reduce(std::plus<int>(), untouched)]] for (int i = 0; i < n; ++i) {
      if (i == 1000) throw std::runtime_error("stop");
      untouched += i;
    }
  } catch (const std::exception &e) {
    std::printf("%s %d\n", e.what(), untouched);
  }
}

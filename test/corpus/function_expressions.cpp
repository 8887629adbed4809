// RUN: %check_run --repeat=3 %s
// Several calls of annotated functions in one expression: all but the last run in the background. The values are the serial
// ones, and so is the exception, in whichever order the compiler makes the calls.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

[[fork::parallel]] long fib(int n) {
  if (n < 2)
    return n;
  return fib(n - 1) + fib(n - 2);
}
[[fork::parallel]] long short_fib(int n) { return n < 2 ? n : short_fib(n - 1) + short_fib(n - 2); }
[[fork::parallel]] long tribonacci(int n) {
  if (n < 3)
    return 1;
  else
    return tribonacci(n - 1) +
           tribonacci(n - 2) + // the second
           tribonacci(n - 3);
}

struct Tree {
  std::unique_ptr<Tree> left, right;
  int value = 1;
  [[fork::parallel]] int depth() const {
    const int l = left ? 1 + left->depth() : 0;
    const int r = right ? 1 + right->depth() : 0;
    return std::max(l, r);
  }
  [[fork::parallel]] long sum() const { return value + (left ? left->sum() : 0) + (right ? right->sum() : 0); }
};
[[fork::parallel]] std::unique_ptr<Tree> build(int d) {
  if (d == 0)
    return nullptr;
  auto t = std::make_unique<Tree>();
  t->left = build(d - 1);
  t->right = build(d - 2 < 0 ? 0 : d - 2);
  t->value = d;
  return t;
}
[[fork::parallel]] int count(const Tree *t) {
  if (!t)
    return 0;
  return 1 + count(t->left.get()) + count(t->right.get());
}
[[fork::parallel]] std::string text(int n) {
  return n == 0 ? "." : "(" + text(n - 1) + std::to_string(n) + text(n - 1) + ")";
}
[[fork::parallel]] std::vector<int> sorted(std::vector<int> v) {
  if (v.size() < 2)
    return v;
  const auto middle = v.begin() + static_cast<long>(v.size() / 2);
  auto left = sorted({v.begin(), middle});
  auto right = sorted({middle, v.end()});
  std::vector<int> out(v.size());
  std::merge(left.begin(), left.end(), right.begin(), right.end(), out.begin());
  return out;
}
bool is_safe(const std::vector<int> &rows, int column) {
  const int r = static_cast<int>(rows.size());
  for (int i = 0; i < r; ++i)
    if (const int there = rows[static_cast<std::size_t>(i)]; there == column || there - column == i - r || there - column == r - i)
      return false;
  return true;
}
[[fork::parallel]] int queens(int n, const std::vector<int> &rows) {
  if (static_cast<int>(rows.size()) == n)
    return 1;
  int found = 0;
  for (int column = 0; column < n; ++column)
    if (is_safe(rows, column)) {
      auto next = rows;
      next.push_back(column);
      found += queens(n, next);
    }
  return found;
}

// --- Who throws

[[fork::parallel]] int checked(int x) {
  std::this_thread::sleep_for(std::chrono::microseconds(x % 5 * 40));
  if (x % 3 == 2)
    throw std::runtime_error("checked " + std::to_string(x));
  return x * 2;
}
[[fork::parallel]] std::string checked_text(int x) { return std::to_string(checked(x)); }
int pair_of(int a, int b) { return a * 100 + b; }
struct Both {
  int a, b;
  Both(int a_given, int b_given) : a(a_given), b(b_given) {}
  int operator()(int x, int y) const { return a + b + x * y; }
  int member(int x, int y) const { return a + b - x * y; }
};
struct Plain {
  int a, b;
};
struct Made {
  int sum, product = 7;
  explicit Made(int n) : sum(checked(n) + checked(n + 1)) { product = checked(n + 2) * checked(n + 3); }
};
struct Number {
  int value;
  friend Number operator+(Number a, Number b) { return {a.value + b.value}; }
  friend Number operator<<(Number a, Number b) { return {a.value * 10 + b.value}; }
  Number operator-(Number b) const { return {value - b.value}; }
};
[[fork::parallel]] Number number(int x) { return {checked(x)}; }

int operators(int form, int n) {
  switch (form) {
  case 0:
    return checked(n) + checked(n + 1) - checked(n + 2);
  case 1:
    return pair_of(checked(n), checked(n + 1));
  case 2:
    return Both(checked(n), checked(n + 1))(3, 4);
  case 3: {
    Both made{checked(n), checked(n + 1)};
    return made.a - made.b;
  }
  case 4: {
    const Plain made{checked(n), checked(n + 1)};
    return made.a - made.b;
  }
  case 5:
    return (number(n) + number(n + 1)).value;
  case 6:
    return (number(n) << number(n + 1)).value;
  case 7:
    return (number(n) - number(n + 1)).value;
  case 8:
    return Made(n).sum + Made(n).product;
  case 9: {
    std::string s = checked_text(n) + "," + checked_text(n + 1);
    return static_cast<int>(s.size());
  }
  case 10: {
    std::vector<std::pair<int, int>> v;
    v.emplace_back(checked(n), checked(n + 1));
    v.push_back({checked(n + 3), checked(n + 4)});
    return v[0].first + v[1].second;
  }
  case 11: {
    std::array<int, 500> a{};
    a[static_cast<std::size_t>(checked(n))] = checked(n + 1);
    return a[static_cast<std::size_t>(2 * n)];
  }
  case 12:
    if (checked(n) < checked(n + 1) && checked(n + 3) + checked(n + 4) > 5)
      return 1;
    return n > 3 ? checked(n) * checked(n + 1) : pair_of(checked(n + 1), checked(n));
  case 13: {
    int steps = 0;
    while (steps < 3 && checked(n) + checked(n + 1) > steps)
      ++steps;
    for (int i = 0; i < checked(n) - checked(n + 1) + 4; ++i)
      ++steps;
    return steps;
  }
  case 14: {
    auto twice = [&](int x) { return checked(x) + checked(x + n); };
    return twice(n) + twice(n + 1);
  }
  case 15: {
    const Both b{1, 2};
    return b.member(checked(n), checked(n + 1)) + b(checked(n + 3), checked(n + 4));
  }
  case 16: {
    int total = 5;
    total -= checked(n) * checked(n + 1);
    for (int i = 0; i < 4; ++i)
      total += checked(3 * i + n) * checked(3 * i + n + 1);
    return total;
  }
  case 17:
    return std::max({checked(n), checked(n + 1), checked(n + 3)});
  case 18:
    return checked(checked(n)) - checked(checked(n + 1));
  case 19:
    try {
      return checked(n) + checked(n + 1);
    } catch (const std::runtime_error &e) {
      return static_cast<int>(std::string(e.what()).size()) + pair_of(checked(0), checked(n - n % 3));
    }
  default:
    return checked(n), checked(n + 1);
  }
}

// --- Templates, references, types

template <class T> [[fork::parallel]] T power(const T &x, int n) {
  if (n < 2)
    return n == 0 ? T(1) : x;
  return power(x, n / 2) * power(x, n - n / 2);
}
template <class T> int kind(T &&) { return std::is_lvalue_reference_v<T> ? 1 : 2; }
int overloaded(int &) { return 1; }
int overloaded(int &&) { return 2; }
int both(int &&a, const int &b) { return a * 10 + b; }
template <class T> T twice(T x) { return kind(checked(x)) + both(checked(x + 1), checked(x + 3)); }
std::vector<int> cells(10);
[[fork::parallel]] int &cell(int i) { return cells[static_cast<std::size_t>(i)]; }
struct Counted {
  static inline int moves = 0;
  int value;
  explicit Counted(int v) : value(v) {}
  Counted(const Counted &other) : value(other.value) { ++moves; }
  Counted(Counted &&other) noexcept : value(other.value) { ++moves; }
};
[[fork::parallel]] Counted counted(int x) { return Counted(x); }
int sum_of(Counted a, Counted b) { return a.value + b.value; }
[[fork::parallel]] std::unique_ptr<int> owned(int x) { return std::make_unique<int>(x); }
int owned_sum(std::unique_ptr<int> a, std::unique_ptr<int> b) { return *a + *b; }

// --- What tells the difference stays serial

int global = 1;
[[fork::parallel]] int bump(int by) { return global += by; }
[[fork::parallel]] int shout(int x) {
  std::printf("shout %d\n", x);
  return x;
}

int main() {
  std::printf("%ld %ld %ld\n", fib(18), short_fib(17), tribonacci(14));
  const auto tree = build(9);
  std::printf("%d %ld %d\n", tree->depth(), tree->sum(), count(tree.get()));
  std::vector<int> v;
  for (int i = 0; i < 500; ++i)
    v.push_back(i * 7919 % 509);
  std::printf("%d %d\n", sorted(v)[77], queens(6, {}));
  std::cout << text(4) << ' ' << text(2) << std::endl;
  for (int form = 0; form < 21; ++form)
    for (int n = 0; n < 12; ++n)
      try {
        std::printf("%d ", operators(form, n));
      } catch (const std::runtime_error &e) {
        std::printf("[%s] ", e.what());
      }
  std::printf("\n%ld %d %d\n", power(3L, 13), twice(3), twice(6));
  std::printf("%d %d\n", kind(checked(3)) + overloaded(checked(4)), overloaded(checked(6)) + kind(checked(7)));
  cell(3) = cell(4) + 5;
  cell(5) += cell(3) * 2;
  std::printf("%d %d %d\n", cells[3], cells[5], sum_of(counted(1), counted(2)));
  std::printf("%d %d\n", Counted::moves, owned_sum(owned(3), owned(4)));
  int x = bump(1) + bump(2);
  x += bump(3) * global + global;
  std::printf("%d %d\n", x, shout(1) - shout(2));
}

// RUN: %check_run %s
// Functions whose calls run in processes, wherever they stand; blocks of process tasks.
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

[[fork::process]] int square(int n) { return n * n; }
[[fork::process]] int factorial(int n) { return n < 2 ? 1 : n * factorial(n - 1); }
[[fork::process]] int fill(std::vector<int> &v, int n);
int fill(std::vector<int> &v, int n) {
  v.assign(3, n);
  return n;
}
[[fork::process]] void increment(int &n) { ++n; }
[[fork::process]] std::string name(int n) { return "n" + std::to_string(n); }
[[fork::process]] int fails(int n) {
  if (n % 2 != 0)
    throw std::range_error("odd: " + std::to_string(n));
  return n;
}
struct Account {
  int balance = 0;
  [[fork::process]] void pay(int n) { balance += n; }
  [[fork::process]] static int fee(int n) { return n / 10; }
};
int twice(const std::vector<int> &v) {
  int sum = 0;
  for (int x : v)
    sum += 2 * x;
  return sum;
}

int both() {
  int a = square(3);
  int b = square(4);
  return a + b;
}

int everywhere(int n) {
  std::vector<int> v;
  if (square(n) > 4 && square(n) < 50)
    n += fill(v, square(2));
  increment(n);
  for (char c : name(n))
    std::printf("%c", c);
  while (square(n) < 600)
    n++;
  const auto inside = [n](int m) { return square(m) + n; };
  switch (square(2)) {
  case 4:
    n += inside(1);
  }
  return n + v[0] + square(square(2)) + factorial(4) + square(square(
                                                           1));
}

int blocks() {
  int a = 0, b = 0;
  std::vector<int> v{1, 2, 3};
  [[fork::process]] {
    a = twice(v);
    int c = twice(v);
    for (int i = 0; i < 4; ++i)
      b += i;
    v.push_back(twice(v) + c);
  }
  return a + b + v.back();
}

template <class T> T generic(T n) {
  T a = square(static_cast<int>(n));
  return a + static_cast<T>(square(2));
}

int main() {
  std::printf("%d %d\n", both(), blocks());
  std::printf("%d\n", everywhere(3));
  Account account;
  account.pay(50);
  account.pay(Account::fee(100));
  std::printf("%d %ld\n", account.balance, generic(5L));
  for (int i = 1; i < 4; ++i)
    try {
      std::printf("%d\n", fails(i));
    } catch (const std::range_error &e) {
      std::printf("%s\n", e.what());
    }
}

// Programs that use lazy values by hand print what their serial builds print, with any number of workers, every time.
// RUN: %gxx -std=c++20 -O1 -I %S/Inputs %s -o %t.serial
// RUN: %gxx -std=c++20 -O2 -g -I %S/Inputs -I %include %s -o %t.gxx -L%lib -lxfork -Wl,-rpath,%lib
// RUN: %clangxx -std=c++20 -O2 -g -I %S/Inputs -I %include %s -o %t.clang -L%lib -lxfork -Wl,-rpath,%lib
// RUN: %python %S/Inputs/compare.py %t.serial %t.gxx %t.clang
#include "lazies.hpp"
#include <cstdio>
#include <mutex>
#include <stdexcept>
#include <string>
#include <vector>

using xfork::lazy;

int slow(int n) {
  volatile int sum = 0;
  for (int i = 0; i < n % 1000; ++i)
    sum = sum + i;
  return n;
}

lazy<long> fib(int n) {
  if (n < 2)
    return lazy<long>(n);
  auto a = xfork::fork([n] { return fib(n - 1).get(); });
  return a + fib(n - 2);
}

void recursion() { std::printf("fib %ld\n", fib(12).get()); }

// The bits of a floating-point sum depend on the order.
void sums() {
  lazy<double> sum(0.0);
  for (int i = 1; i < 300; ++i)
    sum += xfork::fork([i] { return 1.0 / slow(i); });
  std::printf("sum %a\n", sum.get());
}

void text() {
  lazy<std::string> all(std::string(">"));
  for (int i = 0; i < 50; ++i)
    all += xfork::fork([i] { return std::to_string(slow(i)); });
  std::printf("%s %zu\n", all.get().c_str(), all->size());
}

void operators() {
  auto a = xfork::fork(slow, 17), b = xfork::fork(slow, 5), c = xfork::fork(slow, 3);
  auto mixed = (a + b) * c - 2 * a / (b - 1) + (a % c ^ 6);
  std::printf("mixed %d\n", mixed.get());
}

void graph() {
  std::vector<lazy<int>> row;
  for (int i = 0; i < 20; ++i)
    row.push_back(xfork::fork(slow, i));
  for (int step = 0; step < 20; ++step)
    for (std::size_t i = 1; i < row.size(); ++i)
      row[i] = xfork::fork([](int left, int here) { return (left * 3 + here) % 1009; }, row[i - 1], row[i]);
  for (int value : xfork::await_all(row))
    std::printf("%d ", value);
  std::printf("\n");
}

void maps() {
  std::vector<int> inputs(100);
  for (std::size_t i = 0; i < inputs.size(); ++i)
    inputs[i] = static_cast<int>(i * 37 % 100);
  long sum = 0;
  for (const auto &each : xfork::map([](int n) { return slow(n) * 2L; }, inputs))
    sum = sum * 31 % 1000003 + each.get();
  std::printf("maps %ld\n", sum);
}

struct failure {
  int number;
};
int fails(int n) {
  slow(n * 10);
  if (n % 7 == 3)
    throw failure{n};
  return n;
}

void exceptions() {
  std::vector<int> inputs{1, 2, 24, 5, 10, 17, 3};
  auto values = xfork::map(fails, inputs);
  try {
    xfork::await_all(values);
  } catch (const failure &error) {
    std::printf("first %d\n", error.number);
  }
  auto later = xfork::fork([](int a, int b) { return a + b; }, values[0], values[4]);
  auto sum = values[1] + values[5] + values[6];
  for (const lazy<int> &value : {lazy<int>(later), lazy<int>(sum)})
    try {
      std::printf("%d\n", value.get());
    } catch (const failure &error) {
      std::printf("inherited %d\n", error.number);
    }
}

// Forks inside of forks inside of locks held.
std::mutex outer, inner;
int counted = 0;
int under_lock(int n) {
  auto a = xfork::fork(slow, n);
  std::lock_guard guard(inner);
  auto b = xfork::fork([n] {
    auto deeper = xfork::fork(slow, n + 1);
    return deeper.get() + 1;
  });
  counted += a.get() + b.get();
  return n;
}
void locks() {
  std::lock_guard guard(outer);
  std::vector<int> inputs(40, 3);
  auto values = xfork::map(under_lock, inputs);
  long sum = 0;
  for (const auto &each : values)
    sum += each.get();
  std::printf("locks %ld %d\n", sum, counted);
}

void waiting() {
  lazy<int> sum(0);
  for (int i = 0; i < 30; ++i)
    sum += xfork::io_bound(slow, i);
  std::printf("waiting %d\n", sum.get());
}

int main() {
  for (void (*program)() : {recursion, sums, text, operators, graph, maps, exceptions, locks, waiting})
    program();
}

// RUN: %check_traceback %s --flags=-fno-omit-frame-pointer
// map() forks where it is called; await_all() and get() throw what the first of them in order has thrown.
#include "lazies.hpp"
#include "report.hpp"
#include <exception>
#include <stdexcept>
#include <vector>

[[gnu::noinline]] int fails(int x) {
  if (x % 5 == 4)
    throw std::out_of_range("four");
  return x;
}

std::vector<xfork::lazy<int>> start(int n) {
  std::vector<int> inputs;
  for (int i = 0; i < n; ++i)
    inputs.push_back(i);
  return xfork::map(fails, inputs);
}

int all(int n) {
  std::vector<xfork::lazy<int>> values = start(n);
  xfork::await_all(values);
  return 0;
}

int two(int x) {
  auto a = xfork::fork(fails, 1);
  auto b = xfork::fork(fails, x);
  xfork::await_all(a, b);
  return a.get() + b.get();
}

std::exception_ptr kept(int n) {
  try {
    all(n);
  } catch (...) {
    return std::current_exception();
  }
  return nullptr;
}

int rethrows(int n) {
  if (std::exception_ptr exception = kept(n))
    std::rethrow_exception(exception);
  return 0;
}

int main() {
  try {
    all(30);
  } catch (const std::out_of_range &) {
    report("map");
  }
  try {
    two(9);
  } catch (const std::out_of_range &) {
    report("await_all");
  }
  try {
    xfork::fork(all, 12).get();
  } catch (const std::out_of_range &) {
    report("map in a task");
  }
  try {
    rethrows(20);
  } catch (const std::out_of_range &) {
    report("kept and thrown again");
  }
}

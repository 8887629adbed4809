// RUN: %check_traceback %s
// try in try, a handler that forks, a function that is a try block.
#include "report.hpp"
#include <stdexcept>

[[gnu::noinline]] int fails(int x) {
  if (x % 2)
    throw std::runtime_error("odd");
  return x;
}

int inner_and_outer(int n) {
  try {
    [[fork::parallel]] int outer = fails(n);
    int result = 0;
    try {
      [[fork::parallel]] int inner = fails(n + 1);
      result += inner;
    } catch (const std::runtime_error &) {
      report("inner");
    }
    return result + outer;
  } catch (const std::runtime_error &) {
    report("outer");
  }
  return 0;
}

int in_handler(int n) {
  try {
    return fails(n);
  } catch (const std::runtime_error &) {
    [[fork::parallel]] int r = fails(n + 2);
    int s = n;
    return r + s;
  }
}

int function_try(int n) try {
  [[fork::parallel]] int r = fails(n);
  int s = n;
  return r + s;
} catch (const std::runtime_error &) {
  report("function try");
  return 0;
}

int main() {
  inner_and_outer(0);
  inner_and_outer(1);
  function_try(1);
  try {
    in_handler(1);
  } catch (const std::runtime_error &) {
    report("in a handler");
  }
}

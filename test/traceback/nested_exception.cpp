// RUN: %check_traceback %s
// std::throw_with_nested: both exceptions have their stacks.
#include "report.hpp"
#include <exception>
#include <stdexcept>

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw std::out_of_range("negative");
  return x;
}

int forks(int x) {
  [[fork::parallel]] int a = fails(x);
  int b = x;
  return a + b;
}

struct wrapped : std::runtime_error, std::nested_exception {
  wrapped() : std::runtime_error("wrapped") {}
};

int wraps(int x) {
  try {
    return forks(x);
  } catch (const std::out_of_range &) {
    throw wrapped();
  }
}

int forks_wrapping(int x) {
  [[fork::parallel]] int a = wraps(x);
  int b = x;
  return a + b;
}

int main() {
  try {
    forks_wrapping(-1);
  } catch (const wrapped &error) {
    report("outer");
    try {
      error.rethrow_nested();
    } catch (const std::out_of_range &) {
      report("nested");
    }
  }
}

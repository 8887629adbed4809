// RUN: %check_traceback %s
// Functions that are try blocks, constructors among them; what their handlers throw, and throw again.
#include "report.hpp"
#include <stdexcept>
#include <string>

[[gnu::noinline]] int checked(int x) {
  if (x < 0)
    throw std::runtime_error("negative");
  return x;
}

struct pair {
  int a, b;
  pair(int x, int y) try : a(checked(x)), b(0) {
    [[fork::parallel]] int z = checked(y);
    int w = checked(1);
    b = z + w;
  } catch (const std::runtime_error &) {
    report("constructor");
  }
};

int again(int x) try {
  [[fork::parallel]] int a = checked(x);
  int b = x;
  return a + b;
} catch (const std::logic_error &) {
  return 0;
}

int other(int x) try {
  return again(x);
} catch (const std::runtime_error &) {
  throw std::logic_error("from a handler");
}

int outer(int x) {
  [[fork::parallel]] int a = other(x);
  int b = x;
  return a + b;
}

int main() {
  try {
    pair p(1, -1);
  } catch (const std::runtime_error &) {
    report("of the constructor");
  }
  try {
    again(-1);
  } catch (const std::runtime_error &) {
    report("through a handler");
  }
  try {
    outer(-1);
  } catch (const std::logic_error &) {
    report("another");
  }
}

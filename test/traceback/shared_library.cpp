// RUN: %check_traceback --library=%S/Inputs/library.cpp %s
// The exception comes out of a shared library that knows nothing of xfork, and goes through it.
#include "report.hpp"
#include "library.hpp"
#include <stdexcept>

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw std::runtime_error("from the program");
  return x;
}

int forks_into(int x) {
  [[fork::parallel]] int a = library_fails(x);
  int b = x;
  return a + b;
}

int forks_through(int x) {
  [[fork::parallel]] int a = library_calls(fails, x);
  int b = x;
  return a + b;
}

int forked_inside(int x) { return library_calls(forks_into, x); }

int main() {
  for (int (*function)(int) : {forks_into, forks_through, forked_inside}) {
    try {
      function(-1);
    } catch (const std::runtime_error &) {
      report("library");
    }
  }
}

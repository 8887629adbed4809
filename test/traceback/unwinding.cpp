// RUN: %check_traceback %s
// Destructors that fork, throw and catch while another exception unwinds.
#include "report.hpp"
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

struct busy {
  ~busy() {
    try {
      forks(-2);
    } catch (const std::out_of_range &) {
      report("in the destructor");
    }
  }
};

int with_destructor(int x) {
  busy b;
  [[fork::parallel]] int a = forks(x);
  int c = x;
  return a + c;
}

int main() {
  try {
    with_destructor(-1);
  } catch (const std::out_of_range &) {
    report("outside");
  }
}

// RUN: %check_traceback %s --flags=-fno-omit-frame-pointer
// A call that begins when its arguments are there; and the exception of an argument, which goes through it.
#include "lazies.hpp"
#include "report.hpp"
#include <stdexcept>

[[gnu::noinline]] int busy(int x) {
  volatile int spin = 0;
  for (int i = 0; i < 20000; ++i)
    spin = spin + i;
  return x;
}

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw std::length_error("negative");
  return x;
}

int minus(int a, int b) { return fails(a - b); }

xfork::lazy<int> difference(int a, int b) {
  auto x = xfork::fork(busy, a);
  auto y = xfork::fork(busy, b);
  return xfork::fork(minus, x, y);
}

xfork::lazy<int> passed_on(int a, int b) {
  auto d = difference(a, b);
  return xfork::fork(busy, xfork::fork(busy, d));
}

int in_a_task(int b) {
  return passed_on(1, b).get();
}

template <class F> void ask(const char *label, F f) {
  try {
    f();
  } catch (const std::length_error &) {
    report(label);
  }
}

int main() {
  ask("dataflow", [] { difference(1, 2).get(); });
  ask("passed on", [] { passed_on(1, 2).get(); });
  ask("in a task", [] { xfork::fork(in_a_task, 2).get(); });
}

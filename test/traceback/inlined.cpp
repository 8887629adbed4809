// RUN: %check_traceback %s
// Functions that are inlined into each other, into tasks and into the bodies of loops.
#include "report.hpp"
#include <stdexcept>

[[gnu::always_inline]] inline int check(int x) {
  if (x == 77)
    throw std::invalid_argument("77");
  return x;
}

inline int once(int x) {
  return check(x) + 1;
}

struct counter {
  int base;
  int add(int x) const {
    return base + once(x);
  }
};

int call(int x) {
  const counter c{1};
  [[fork::parallel]] int a = c.add(x);
  int b = once(1);
  return a + b;
}

int loop(int n) {
  int sum = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    sum += once(i);
  }
  return sum;
}

inline int both(int x) {
  return call(x) + loop(x + 1);
}

int main() {
  try {
    call(77);
  } catch (const std::invalid_argument &) {
    report("call");
  }
  try {
    loop(100);
  } catch (const std::invalid_argument &) {
    report("loop");
  }
  try {
    both(77);
  } catch (const std::invalid_argument &) {
    report("both");
  }
}

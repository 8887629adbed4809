// RUN: %check_traceback %s --flags=-fno-omit-frame-pointer
// An operator that throws when it is forced has thrown where it is written.
#include "lazies.hpp"
#include "report.hpp"
#include <stdexcept>

struct ratio {
  int value;
};

[[gnu::noinline]] int checked(int divisor) {
  if (divisor == 0)
    throw std::domain_error("division by zero");
  return divisor;
}

ratio operator/(ratio a, ratio b) {
  return {a.value / checked(b.value)};
}

ratio operator+(ratio a, ratio b) { return {a.value + b.value}; }

ratio &operator+=(ratio &a, ratio b) {
  a.value += 100 / checked(b.value);
  return a;
}

[[gnu::noinline]] ratio make(int value) {
  volatile int spin = 0;
  for (int i = 0; i < 20000; ++i)
    spin = spin + i;
  return {value};
}

xfork::lazy<ratio> quotient(int a, int b) {
  auto x = xfork::fork(make, a), y = xfork::fork(make, b);
  return x / y;
}

xfork::lazy<ratio> sum(int a, int b) {
  auto first = quotient(a, 1);
  auto second = quotient(a, b);
  return first + second;
}

xfork::lazy<ratio> appended(int a, int b) {
  auto total = xfork::fork(make, a);
  total += xfork::fork(make, 1);
  total += xfork::fork(make, b);
  return total;
}

int forced_elsewhere(int b) {
  return sum(1, b).get().value;
}

template <class F> void ask(const char *label, F f) {
  try {
    f();
  } catch (const std::domain_error &) {
    report(label);
  }
}

int main() {
  ask("one", [] { quotient(1, 0).get(); });
  ask("nested", [] { sum(1, 0).get(); });
  ask("compound", [] { appended(1, 0).get(); });
  ask("in a task", [] { xfork::fork(forced_elsewhere, 0).get(); });
}

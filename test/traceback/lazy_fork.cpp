// RUN: %check_traceback %s --flags=-fno-omit-frame-pointer
// A lazy value may outlive the function that forked it: that one is in the traceback nevertheless, whoever ran the call.
#include "lazies.hpp"
#include "report.hpp"
#include <memory>
#include <stdexcept>
#include <vector>

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw std::range_error("negative");
  return x;
}

[[gnu::noinline]] int busy(int x) {
  volatile int spin = 0;
  for (int i = 0; i < 20000; ++i)
    spin = spin + i;
  return x;
}

xfork::lazy<int> start(int x) {
  return xfork::fork(fails, x);
}

xfork::lazy<int> start_waiting(int x) {
  return xfork::io_bound(fails, x);
}

int nested(int x) {
  xfork::lazy<int> inner = start(x);
  return inner.get() + 1;
}

int twice_nested(int x) {
  return xfork::fork(nested, x).get();
}

struct job {
  int input;
  int run() const { return fails(input); }
  xfork::lazy<int> begin() const {
    return xfork::fork([self = *this] { return self.run(); });
  }
};

template <class T> xfork::lazy<T> start_as(T x) {
  return xfork::fork(fails, x);
}

template <class Start> void ask(const char *label, Start start_it) {
  try {
    xfork::lazy<int> value = start_it();
    std::vector<xfork::lazy<int>> others;
    for (int i = 0; i < 10; ++i)
      others.push_back(xfork::fork(busy, i));
    value.get();
  } catch (const std::range_error &) {
    report(label);
  }
}

int in_a_loop(int n) {
  std::vector<xfork::lazy<int>> all;
  for (int i = 0; i < n; ++i)
    all.push_back(xfork::fork(fails, 3 - i));
  int sum = 0;
  for (const auto &each : all)
    sum += each.get();
  return sum;
}

int main() {
  ask("fork", [] { return start(-1); });
  ask("io_bound", [] { return start_waiting(-2); });
  ask("nested", [] { return xfork::fork(nested, -3); });
  ask("deeper", [] { return xfork::fork(twice_nested, -4); });
  ask("member", [] { return job{-5}.begin(); });
  ask("template", [] { return start_as(-6); });
  try {
    in_a_loop(10);
  } catch (const std::range_error &) {
    report("loop");
  }
}

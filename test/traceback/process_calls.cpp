// RUN: %check_traceback %s
// Calls in processes of their own: the stack leads from the parent through the fork to the throw in the child.
#include "report.hpp"
#include <stdexcept>
#include <vector>

[[gnu::noinline]] int checked(int x) {
  if (x < 0)
    throw std::out_of_range("negative");
  return x;
}

int below(int x) { return checked(x) + 1; }

int call(int x) {
  [[fork::process]] int a = below(x);
  int b = 1;
  return a + b;
}

int threads_in_a_process(int x) {
  [[fork::parallel]] int a = below(x);
  int b = checked(2);
  return a + b;
}

int process_of_threads(int x) {
  [[fork::process]] int a = threads_in_a_process(x);
  int b = 1;
  return a + b;
}

int process_of_a_process(int x) {
  [[fork::process]] int a = call(x);
  int b = 1;
  return a + b;
}

int process_in_a_thread(int x) {
  [[fork::parallel]] int a = call(x);
  int b = checked(3);
  return a + b;
}

int sum(const std::vector<int> &values) {
  int total = 0;
  for (const int value : values)
    [[fork::process]] total += below(value);
  return total;
}

template <class F> void attempt(const char *label, F f) {
  try {
    f();
  } catch (const std::out_of_range &) {
    report(label);
  }
}

int main() {
  attempt("call", [] { call(-1); });
  attempt("threads in a process", [] { process_of_threads(-2); });
  attempt("process in a process", [] { process_of_a_process(-3); });
  attempt("process in a thread", [] { process_in_a_thread(-4); });
  attempt("accumulation", [] { sum({1, 2, -3, -4}); });
}

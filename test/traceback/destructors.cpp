// RUN: %check_traceback %s
// Destructors that throw, in a task and where tasks are joined.
#include "report.hpp"
#include <stdexcept>

[[gnu::noinline]] int checked(int x) {
  if (x < 0)
    throw std::range_error("negative");
  return x;
}

struct closing {
  int value;
  ~closing() noexcept(false) { checked(value); }
};

int in_a_task(int x) {
  closing file{x};
  return x;
}

int forks(int x) {
  [[fork::parallel]] int a = in_a_task(x);
  int b = x;
  return a + b;
}

int at_the_join(int x) {
  closing file{x};
  [[fork::parallel]] int a = checked(1);
  int b = checked(2);
  return a + b;
}

int forks_while_closing(int x) {
  struct closes_in_parallel {
    int value;
    ~closes_in_parallel() noexcept(false) {
      [[fork::parallel]] int a = checked(value);
      int b = checked(1);
      checked(a + b);
    }
  } file{x};
  return checked(2);
}

template <class F> void attempt(const char *label, F f) {
  try {
    f();
  } catch (const std::range_error &) {
    report(label);
  }
}

int main() {
  attempt("in a task", [] { forks(-1); });
  attempt("at the join", [] { at_the_join(-1); });
  attempt("forks", [] { forks_while_closing(-5); });
}

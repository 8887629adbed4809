// RUN: %check_traceback %s
// Annotations in lambdas, lambdas of the user's in forked calls: those are calls of the serial program.
#include "report.hpp"
#include <functional>

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw x;
  return x;
}

template <class Function> int apply(Function function, int x) { return function(x) + 1; }

int in_lambda(int n) {
  const auto both = [](int a, int b) {
    [[fork::parallel]] int x = fails(a);
    int y = fails(b);
    return x + y;
  };
  return both(n, n + 1);
}

int lambda_in_call(int n) {
  const auto twice = [](int x) { return 2 * fails(x); };
  [[fork::parallel]] int r = apply(twice, n);
  int s = n;
  return r + s;
}

int through_function(const std::function<int(int)> &f, int n) {
  [[fork::parallel]] int r = f(n);
  int s = n;
  return r + s;
}

template <class Function> void attempt(const char *what, Function function) {
  try {
    function();
  } catch (int) {
    report(what);
  }
}

int main() {
  attempt("in a lambda", [] { in_lambda(-1); });
  attempt("a lambda in the call", [] { lambda_in_call(-1); });
  attempt("std::function", [] { through_function(fails, -1); });
}

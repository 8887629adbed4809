// RUN: %check_traceback %s
// The code behind the fork throws: alone, after an earlier task that throws, before a later one.
#include "report.hpp"
#include <string>

[[gnu::noinline]] int fails(int x) {
  if (x < 0)
    throw std::to_string(x);
  return x;
}

[[gnu::noinline]] int own(int x) {
  if (x < 0)
    throw std::to_string(x);
  return x;
}

int both(int a, int b) {
  [[fork::parallel]] int x = fails(a);
  int y = own(b);
  return x + y;
}

int own_throw(int a, int b) {
  [[fork::parallel]] int x = fails(a);
  if (b < 0)
    throw std::string("own");
  return x + b;
}

int between(int a, int b, int c) {
  [[fork::parallel]] int x = fails(a);
  int y = own(b);
  [[fork::parallel]] int z = fails(c);
  int w = own(c + 1);
  return x + y + z + w;
}

template <class Function> void attempt(const char *what, Function function) {
  try {
    function();
  } catch (const std::string &) {
    report(what);
  }
}

int main() {
  attempt("alone", [] { both(1, -1); });
  attempt("after an earlier one", [] { both(-1, -1); });
  attempt("throw", [] { own_throw(1, -1); });
  attempt("throw after an earlier one", [] { own_throw(-1, -1); });
  attempt("between, alone", [] { between(1, -1, -1); });
  attempt("between, first", [] { between(-1, -1, -1); });
  attempt("between, last", [] { between(1, 1, -1); });
}

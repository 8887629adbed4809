// RUN: %check_traceback %s
// Function templates and members of class templates, with several arguments.
#include "report.hpp"

template <class T> T checked(T x) {
  if (x < T(0))
    throw x;
  return x;
}

template <class T, class U> auto both(T a, U b) {
  [[fork::parallel]] T x = checked(a);
  U y = b;
  return x + y;
}

template <class T> struct matrix {
  T factor;
  template <class U> U scaled(U x) const {
    [[fork::parallel]] U result = checked(x);
    T other = factor;
    return result * static_cast<U>(other);
  }
};

template <class Function> void attempt(const char *what, Function function) {
  try {
    function();
  } catch (...) {
    report(what);
  }
}

int main() {
  attempt("int", [] { both(-1, 2L); });
  attempt("double", [] { both(-1.5, 2); });
  attempt("member", [] { matrix<int>{3}.scaled(-2.5f); });
}

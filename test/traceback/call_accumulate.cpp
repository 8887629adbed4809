// RUN: %check_traceback %s
// Calls in a plain loop whose results are folded, assigned and appended in program order.
#include "report.hpp"
#include <vector>

int fails(int x) {
  if (x % 20 == 17)
    throw x;
  return x;
}

int summed(int from, int to) {
  int sum = 0;
  for (int i = from; i < to; ++i)
    [[fork::parallel]] sum += fails(i);
  return sum;
}

std::vector<int> collected(int from, int to) {
  std::vector<int> all;
  for (int i = from; i < to; ++i) {
    [[fork::parallel]] all.push_back(fails(i));
  }
  return all;
}

int assigned(int x) {
  int last = 0;
  [[fork::parallel]] last = fails(x);
  const int y = x + 1;
  return last + y;
}

template <class Function> void attempt(const char *what, Function function) {
  try {
    function();
  } catch (int) {
    report(what);
  }
}

int main() {
  attempt("summed", [] { summed(0, 60); });
  attempt("collected", [] { collected(18, 60); });
  attempt("assigned", [] { assigned(37); });
}

// RUN: %check_traceback %s
// A loop that reduces.
#include "report.hpp"

int value(int i) {
  if (i == 123)
    throw i;
  return i;
}

int sum(int n) {
  int total = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) total += value(i);
  return total;
}

int main() {
  try {
    sum(1000);
  } catch (int) {
    report("sum");
  }
}

// RUN: %check_traceback %s
// Calls for their effect, joined at the end of the function or before what they touch is touched.
#include "report.hpp"

void append(int &count, int x) {
  if (x == 3)
    throw x;
  count += x;
}

void at_the_end(int &count, int x) { [[fork::parallel]] append(count, x); }

int before_use(int x) {
  int count = 0;
  [[fork::parallel]] append(count, x);
  const int other = x * x;
  return count + other;
}

int main() {
  int count = 0;
  try {
    at_the_end(count, 3);
  } catch (int) {
    report("at the end");
  }
  try {
    before_use(3);
  } catch (int) {
    report("before use");
  }
}

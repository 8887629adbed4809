// RUN: %check_traceback %s
// A loop in a loop, in one function and in two.
#include "report.hpp"

void cell(int x, int y) {
  if (x * y == 36)
    throw x;
}

void both() {
  [[fork::parallel]] for (int y = 0; y < 20; ++y) {
    [[fork::parallel]] for (int x = 0; x < 20; ++x) cell(x, y);
  }
}

void row(int y) {
  [[fork::parallel]] for (int x = 0; x < 20; ++x) {
    if (x + y == 30)
      throw y;
  }
}

void rows() {
  [[fork::parallel]] for (int y = 0; y < 20; ++y) {
    row(y);
  }
}

int main() {
  try {
    both();
  } catch (int) {
    report("both");
  }
  try {
    rows();
  } catch (int) {
    report("rows");
  }
}

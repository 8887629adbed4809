// RUN: %check_traceback %s
// A body throws, itself and further down.
#include "report.hpp"
#include <vector>

void visit(std::vector<int> &values, int i) {
  if (i % 50 == 37)
    throw i;
  values[static_cast<std::size_t>(i)] = i;
}

void far(std::vector<int> &values) {
  [[fork::parallel, fork::independent]] for (int i = 0; i < 100; ++i) {
    visit(values, i);
  }
}

void near(std::vector<int> &values) {
  [[fork::parallel]] for (int i = 99; i >= 0; i -= 3) {
    if (i < 10)
      throw "small";
    values[static_cast<std::size_t>(i)] = i;
  }
}

int main() {
  std::vector<int> values(100);
  try {
    far(values);
  } catch (int) {
    report("far");
  }
  try {
    near(values);
  } catch (const char *) {
    report("near");
  }
}

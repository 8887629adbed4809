// RUN: %check_traceback %s
// Loops whose iterations run in processes.
#include "report.hpp"
#include <stdexcept>
#include <vector>

[[gnu::noinline]] int checked(int x) {
  if (x % 7 == 5)
    throw std::domain_error("five");
  return x;
}

void range(std::vector<int> &values) {
  [[fork::process]] for (int &value : values)
    value = checked(value) * 2;
}

void index(std::vector<int> &values, int n) {
  [[fork::process]] for (int i = 0; i < n; ++i) {
    values[static_cast<unsigned>(i)] = checked(values[static_cast<unsigned>(i)]);
  }
}

void outer(std::vector<int> &values) {
  range(values);
}

int main() {
  std::vector<int> values;
  for (int i = 0; i < 20; ++i)
    values.push_back(i);
  try {
    outer(values);
  } catch (const std::domain_error &) {
    report("range");
  }
  values = {1, 2, 3, 12, 19};
  try {
    index(values, 5);
  } catch (const std::domain_error &) {
    report("index");
  }
}

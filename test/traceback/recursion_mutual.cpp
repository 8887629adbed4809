// RUN: %check_traceback %s
// Two functions that fork each other.
#include "report.hpp"
#include <stdexcept>

int odd(int n);

[[gnu::noinline]] void refuse(int n) { throw std::logic_error(n == 0 ? "zero" : "other"); }

int even(int n) {
  if (n == 0)
    refuse(n);
  [[fork::parallel]] int left = odd(n - 1);
  int right = n;
  return left + right;
}

int odd(int n) {
  [[fork::parallel]] int left = even(n - 1);
  int right = n;
  return left - right;
}

int main() {
  try {
    even(8);
  } catch (const std::logic_error &) {
    report("even");
  }
}

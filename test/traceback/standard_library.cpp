// RUN: %check_traceback %s
// Thrown in the library: its functions are part of the stack, inlined or not.
#include "report.hpp"
#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

int element(const std::vector<int> &values, std::size_t n) { return values.at(n); }

int looked_up(const std::map<std::string, int> &ages, const std::string &name) { return ages.at(name); }

int parsed(const std::string &text) { return std::stoi(text); }

void visited(const std::vector<int> &values) {
  std::for_each(values.begin(), values.end(), [](int value) {
    if (value == 3)
      throw std::invalid_argument("three");
  });
}

int forks(const std::vector<int> &values) {
  [[fork::parallel]] int a = element(values, 7);
  int b = 1;
  return a + b;
}

int forks_map(const std::map<std::string, int> &ages) {
  [[fork::parallel]] int a = looked_up(ages, "nobody");
  int b = 1;
  return a + b;
}

int forks_stoi(const std::string &text) {
  [[fork::parallel]] int a = parsed(text);
  int b = 1;
  return a + b;
}

void forks_algorithm(const std::vector<int> &values) {
  [[fork::parallel]] visited(values);
}

template <class Function> void attempt(const char *what, Function function) {
  try {
    function();
  } catch (const std::exception &) {
    report(what);
  }
}

int main() {
  const std::vector<int> values{1, 2, 3, 4};
  attempt("vector::at", [&] { forks(values); });
  attempt("map::at", [&] { forks_map({{"somebody", 7}}); });
  attempt("stoi", [&] { forks_stoi("no number"); });
  attempt("for_each", [&] { forks_algorithm(values); });
}

// RUN: %check_traceback %s
// Whatever is thrown: numbers, pointers, classes with and without bases, lambdas, enumerators.
#include "report.hpp"
#include <memory>

enum class colour { red };
struct base {
  virtual ~base() = default;
};
struct derived : base {
  int value = 1;
};
struct counted {
  std::shared_ptr<int> shared = std::make_shared<int>(1);
};

void number() { throw 42; }
void text() { throw "text"; }
void enumerator() { throw colour::red; }
void object() { throw derived(); }
void pointer() {
  static derived object;
  throw &object;
}
void owner() { throw counted(); }
void function() { throw [] { return 1; }; }
void null() { throw nullptr; }

[[gnu::noinline]] int throws(int what) {
  void (*const functions[])() = {number, text, enumerator, object, pointer, owner, function, null};
  functions[what]();
  return what;
}

int forks(int what) {
  [[fork::parallel]] int a = throws(what);
  int b = what;
  return a + b;
}

void loops(int what) {
  [[fork::parallel]] for (int i = 0; i < 100; ++i) {
    if (i == 50)
      throws(what);
  }
}

int main() {
  for (int what = 0; what < 8; ++what) {
    try {
      forks(what);
    } catch (...) {
      report("call");
    }
    try {
      loops(what);
    } catch (...) {
      report("loop");
    }
  }
}

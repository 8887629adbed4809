// RUN: %check_run --repeat=5 %s
// A call throws: the exception arrives in the function that forked it, with its own type; the first in program
// order wins.
#include <cstdio>
#include <stdexcept>
#include <string>

struct Custom {
  std::string what;
  int code;
};

int fails(int x) {
  if (x < 0)
    throw std::invalid_argument("negative " + std::to_string(x));
  if (x > 100)
    throw Custom{"too large", x};
  return x;
}

int both(int a, int b) {
  [[fork::parallel]] int x = fails(a);
  int y = fails(b);
  return x + y;
}

int three(int a, int b, int c) {
  [[fork::parallel]] auto x = fails(a);
  [[fork::parallel]] auto y = fails(b);
  [[fork::parallel]] auto z = fails(c);
  return x + 10 * y + 100 * z;
}

int summed(int from, int to) {
  int sum = 0;
  for (int i = from; i < to; ++i)
    [[fork::parallel]] sum += fails(i);
  return sum;
}

void effect(int x) { [[fork::parallel]] fails(x); }
void quiet(int) {}

template <class Function> void attempt(const char *what, Function function) try {
  std::printf("%s: %d\n", what, function());
} catch (const std::invalid_argument &error) {
  std::printf("%s: invalid_argument %s\n", what, error.what());
} catch (const Custom &custom) {
  std::printf("%s: Custom %s %d\n", what, custom.what.c_str(), custom.code);
}

int inside(int x) {
  try {
    [[fork::parallel]] int r = fails(x);
    quiet(x);
    return r;
  } catch (const Custom &) {
    return -1;
  }
}

int main() {
  attempt("neither", [] { return both(1, 2); });
  attempt("first", [] { return both(-1, 2); });
  attempt("second", [] { return both(1, -2); });
  attempt("both", [] { return both(-1, 101); });
  attempt("both again", [] { return both(101, -1); });
  attempt("three", [] { return three(1, 2, 3); });
  attempt("three, last two", [] { return three(1, 102, -3); });
  attempt("summed", [] { return summed(0, 80); });
  attempt("summed from below", [] { return summed(-7, 80); });
  attempt("summed too far", [] { return summed(80, 300); });
  attempt("effect", [] { return effect(-9), 0; });
  attempt("caught inside", [] { return inside(500); });
  attempt("not caught inside", [] { return inside(-500); });
}

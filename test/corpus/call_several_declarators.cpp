// RUN: %check_run %s
// One declaration of several variables.
#include <cstdio>
#include <string>

int f(int x) { return x * 2 + 1; }
const char *name(int n) { return n == 1 ? "one" : "many"; }

struct Image {
  int size;
  explicit Image(int side) : size(side * side) {}
  Image(int width, int height) : size(width * height) {}
};

int needs_the_first(int n) {
  [[fork::parallel]] const int a = f(n), b(f(a)),
                               c{f(b + 1)};
  return a + 10 * b + 100 * c;
}

int main() {
  [[fork::parallel]] int a = f(1), b = f(2);
  [[fork::parallel]] const char *p = name(1), *const q = name(2), r = *name(1);
  [[fork::parallel]] Image image(3), other(4, 5), third{f(6)};
  [[fork::parallel]] const int &bound = f(7), /* a comment */ value = f(8);
  [[fork::parallel]] std::string text = name(1), more = name(3);
  b += a;
  std::printf("%d %d %s %s %c %d %d %d %d %d %s%s %d\n", a, b, p, q, r, image.size, other.size, third.size, bound, value,
              text.c_str(), more.c_str(), needs_the_first(4));
}

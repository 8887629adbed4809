// RUN: %check_run %s
// sum += f(x) and its relatives inside plain loops: the results arrive in the order of the program.
#include <cstdio>
#include <initializer_list>
#include <string>

int square(int x) { return x * x; }
std::string digits(int x) { return std::to_string(x * 37); }
double half(int x) { return x / 2.0; }

int main() {
  int sum = 100;
  for (int i = 0; i < 200; ++i)
    [[fork::parallel]] sum += square(i);
  std::printf("%d\n", sum);

  int difference = 0;
  for (int i = 0; i < 50; ++i) {
    if (i % 3 == 0)
      continue;
    [[fork::parallel]] difference -= square(i);
  }
  unsigned bits = 0;
  for (int i = 0; i < 50; i += 7) {
    [[fork::parallel]] bits ^= static_cast<unsigned>(square(i));
  }
  double total = 0;
  int n = 0;
  while (n < 30) {
    [[fork::parallel]] total += half(n);
    ++n;
  }
  std::printf("%d %u %g %d\n", difference, bits, total, n);

  std::string all;
  for (int i = 0; i < 20; ++i)
    [[fork::parallel]] all += digits(i);
  std::printf("%s\n", all.c_str());

  // Not commutative: the order shows.
  int folded = 1;
  for (int x : {3, 1, 4, 1, 5, 9, 2, 6}) {
    folded *= 7;
    [[fork::parallel]] folded += square(x);
  }
  std::printf("%d\n", folded);

  int straight = 0;
  [[fork::parallel]] straight += square(3);
  [[fork::parallel]] straight += square(4);
  straight *= 2;
  [[fork::parallel]] straight -= square(5);
  std::printf("%d\n", straight);
}

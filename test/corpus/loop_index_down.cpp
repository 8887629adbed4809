// RUN: %check_run %s
// Loops that count down.
#include <cstdio>

int main() {
  int a[30] = {};
  auto print = [&](const char *what) {
    std::printf("%s:", what);
    for (int x : a)
      std::printf(" %d", x);
    std::printf("\n");
  };

  [[fork::parallel]] for (int i = 29; i >= 0; --i) a[i] = 100 - i;
  print("i >= 0; --i");
  [[fork::parallel]] for (int i = 29; i > 10; i--) a[i] *= 2;
  print("i > 10; i--");
  [[fork::parallel]] for (int i = 28; i >= 1; i -= 5) a[i] = -i;
  print("i >= 1; i -= 5");
  [[fork::parallel]] for (int i = 28; i > 1; i = i - 7) a[i] = 7 * i;
  print("i > 1; i = i - 7");
  [[fork::parallel]] for (unsigned i = 30; i > 0; --i) a[i - 1] += static_cast<int>(i);
  print("unsigned");
  [[fork::parallel]] for (unsigned long i = 29; i > 2; i -= 3) a[i] = 1;
  print("unsigned long; i -= 3");
  [[fork::parallel]] for (int i = 29; i != -1; --i) a[i] += 1;
  print("i != -1; --i");
  [[fork::parallel]] for (int i = 0; i > 5; --i) a[i] = 1000;
  [[fork::parallel]] for (int i = -1; i >= 0; --i) a[i + 1] = 1000;
  print("empty");
}

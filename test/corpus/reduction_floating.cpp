// RUN: %check_run %s
// Floating-point sums and products that are exact, so that any order gives the same bits.
#include <cstdio>
#include <vector>

int main() {
  const int n = 2000;
  double whole = 0.5;
  [[fork::parallel]] for (int i = 0; i < n; ++i) whole += i;
  float eighths = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) eighths += static_cast<float>(i % 16) / 8.0f;
  long double wide = 1;
  [[fork::parallel]] for (int i = 0; i < n; ++i) wide -= i / 4.0L;
  double power = 3;
  [[fork::parallel]] for (int i = 0; i < 60; ++i) power *= 2;
  std::printf("%.17g %.9g %.21Lg %.17g\n", whole, static_cast<double>(eighths), wide, power);

  std::vector<double> x(n), y(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    x[static_cast<std::size_t>(i)] = i;
    y[static_cast<std::size_t>(i)] = 2 * i + 1;
  }
  double dot = 0;
  [[fork::parallel]] for (std::size_t i = 0; i < x.size(); ++i) dot += x[i] * y[i];
  double largest = -1;
  [[fork::parallel]] for (double value : y) if (value > largest) largest = value;
  std::printf("%.17g %.17g\n", dot, largest);
}

// Heat in a plate: Jacobi iteration inside one parallel region, as solvers that grew out of Fortran do it.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

int main(int argc, char **argv) {
  const int n = argc > 1 ? std::atoi(argv[1]) : 200;
  const int steps = argc > 2 ? std::atoi(argv[2]) : 50;
  std::vector<double> now(n * n, 0.0), next(n * n, 0.0);
  double change = 0;
  for (int i = 0; i < n; ++i)
    now[i] = next[i] = 100;

#pragma omp parallel
  for (int step = 0; step < steps; ++step) {
#pragma omp for schedule(static)
    for (int y = 1; y < n - 1; ++y)
      for (int x = 1; x < n - 1; ++x)
        next[y * n + x] = 0.25 * (now[(y - 1) * n + x] + now[(y + 1) * n + x] + now[y * n + x - 1] + now[y * n + x + 1]);
#pragma omp single
    change = 0;
#pragma omp for reduction(max : change)
    for (int i = 0; i < n * n; ++i)
      change = std::fabs(next[i] - now[i]) > change ? std::fabs(next[i] - now[i]) : change;
#pragma omp single
    now.swap(next);
  }

  double heat = 0;
#pragma omp parallel for reduction(+ : heat)
  for (int i = 0; i < n * n; ++i)
    heat += now[i];
  std::printf("change %.6f heat %.4f\n", change, heat);
}

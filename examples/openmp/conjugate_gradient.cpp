// Conjugate gradients on a sparse matrix in compressed rows, in the manner of the benchmark kernels.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <vector>

struct Matrix {
  int rows;
  std::vector<int> begin, column;
  std::vector<double> value;
};

static Matrix poisson(int n) {
  Matrix m{n * n, {0}, {}, {}};
  for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) {
      const int row = y * n + x;
      auto put = [&](int c, double v) { m.column.push_back(c), m.value.push_back(v); };
      if (y > 0) put(row - n, -1);
      if (x > 0) put(row - 1, -1);
      put(row, 4);
      if (x < n - 1) put(row + 1, -1);
      if (y < n - 1) put(row + n, -1);
      m.begin.push_back(static_cast<int>(m.column.size()));
    }
  return m;
}

static double dot(const std::vector<double> &a, const std::vector<double> &b) {
  double sum = 0;
  const int n = static_cast<int>(a.size());
#pragma omp parallel for reduction(+ : sum)
  for (int i = 0; i < n; ++i)
    sum += a[i] * b[i];
  return sum;
}

static void multiply(const Matrix &m, const std::vector<double> &x, std::vector<double> &y) {
  double sum;
  int k;
#pragma omp parallel for private(sum, k) schedule(dynamic, 64)
  for (int row = 0; row < m.rows; ++row) {
    sum = 0;
    for (k = m.begin[row]; k < m.begin[row + 1]; ++k)
      sum += m.value[k] * x[m.column[k]];
    y[row] = sum;
  }
}

int main(int argc, char **argv) {
  const int n = argc > 1 ? std::atoi(argv[1]) : 60;
  const int steps = argc > 2 ? std::atoi(argv[2]) : 60;
  const Matrix a = poisson(n);
  std::vector<double> x(a.rows, 0.0), r(a.rows, 1.0), p = r, q(a.rows);
  double rho = dot(r, r);
  for (int step = 0; step < steps; ++step) {
    multiply(a, p, q);
    const double alpha = rho / dot(p, q);
#pragma omp parallel
    {
#pragma omp for nowait
      for (int i = 0; i < a.rows; ++i)
        x[i] += alpha * p[i];
#pragma omp for
      for (int i = 0; i < a.rows; ++i)
        r[i] -= alpha * q[i];
    }
    const double next = dot(r, r);
    const double beta = next / rho;
    rho = next;
#pragma omp parallel for if (a.rows > 1000) num_threads(4)
    for (int i = 0; i < a.rows; ++i)
      p[i] = r[i] + beta * p[i];
  }
  std::printf("residual %.3e middle %.6f\n", std::sqrt(rho), x[a.rows / 2 + n / 2]);
}

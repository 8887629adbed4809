// RUN: %check_loops %s
// Kernels of linear algebra, stencils and dynamic programming, each with one loop in parallel: the right one, or not.
#include <algorithm>
#include <cmath>
#include <vector>

// independent
void gemm(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) {
      a[i * n + j] *= 0.5;
      for (int k = 0; k < n; ++k) a[i * n + j] += 0.25 * b[i * n + k] * b[k * n + j];
    }
}
// dependent
void seidel(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n - 1; ++i)
    for (int j = 1; j < n - 1; ++j)
      a[i * n + j] = (a[(i - 1) * n + j] + a[i * n + j - 1] + a[i * n + j + 1] + a[(i + 1) * n + j]) / 4;
}
// independent
void jacobi(double *a, double *b, int *, int n) {
  for (int t = 0; t < 3; ++t) {
    [[fork::parallel]] for (int i = 1; i < n - 1; ++i)
      for (int j = 1; j < n - 1; ++j)
        b[i * n + j] = (a[(i - 1) * n + j] + a[i * n + j - 1] + a[i * n + j + 1] + a[(i + 1) * n + j]) / 4;
    for (int i = 0; i < n * n; ++i) a[i] = b[i];
  }
}
// dependent
void jacobi_over_time(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int t = 0; t < 3; ++t) {
    for (int i = 1; i < n - 1; ++i) b[i] = (a[i - 1] + a[i] + a[i + 1]) / 3;
    for (int i = 1; i < n - 1; ++i) a[i] = b[i];
  }
}
// independent
void jacobi_with_swapped_vectors(double *a, double *, int *, int n) {
  std::vector<double> now(a, a + n), next(n);
  for (int t = 0; t < 5; ++t) {
    [[fork::parallel]] for (int i = 1; i < n - 1; ++i) next[i] = (now[i - 1] + now[i] + now[i + 1]) / 3;
    std::swap(now, next);
  }
  for (int i = 0; i < n; ++i) a[i] = now[i];
}
// independent
void jacobi_with_swapped_pointers(double *a, double *b, int *, int n) {
  double *now = a, *next = b;
  for (int t = 0; t < 5; ++t) {
    [[fork::parallel]] for (int i = 1; i < n - 1; ++i) next[i] = (now[i - 1] + now[i] + now[i + 1]) / 3;
    std::swap(now, next);
  }
}
// independent
void jacobi_with_two_planes(double *a, double *, int *, int n) {
  static double u[2][64];
  for (int i = 0; i < n; ++i) u[0][i] = u[1][i] = a[i];
  for (int t = 0; t < 5; ++t) {
    [[fork::parallel]] for (int i = 1; i < n - 1; ++i)
      u[(t + 1) % 2][i] = (u[t % 2][i - 1] + u[t % 2][i] + u[t % 2][i + 1]) / 3;
  }
  for (int i = 0; i < n; ++i) a[i] = u[1][i];
}
// independent
void jacobi_with_toggled_planes(double *a, double *, int *, int n) {
  static double u[2][64];
  for (int i = 0; i < n; ++i) u[0][i] = u[1][i] = a[i];
  int now = 0;
  for (int t = 0; t < 5; ++t) {
    [[fork::parallel]] for (int i = 1; i < n - 1; ++i) u[1 - now][i] = (u[now][i - 1] + u[now][i] + u[now][i + 1]) / 3;
    now = 1 - now;
  }
  for (int i = 0; i < n; ++i) a[i] = u[now][i];
}
// independent
void jacobi_with_xored_planes(double *a, double *, int *, int n) {
  static double u[2][64];
  for (int i = 0; i < n; ++i) u[0][i] = u[1][i] = a[i];
  int now = 0;
  for (int t = 0; t < 5; ++t, now ^= 1) {
    [[fork::parallel]] for (int i = 1; i < n - 1; ++i) u[now ^ 1][i] = (u[now][i - 1] + u[now][i] + u[now][i + 1]) / 3;
  }
  for (int i = 0; i < n; ++i) a[i] = u[now][i];
}
// independent
void floyd_warshall_copy(double *a, double *b, int *, int n) {
  for (int k = 0; k < n; ++k) {
    [[fork::parallel]] for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) b[i * n + j] = std::min(a[i * n + j], a[i * n + k] + a[k * n + j]);
    for (int i = 0; i < n * n; ++i) a[i] = b[i];
  }
}
// dependent
void floyd_warshall(double *a, double *, int *, int n) {
  for (int k = 0; k < n; ++k) {
    [[fork::parallel]] for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) a[i * n + j] = std::min(a[i * n + j], a[i * n + k] + a[k * n + j]);
  }
}
// independent
void lu_rows(double *a, double *, int *, int n) {
  for (int i = 0; i < n; ++i) a[i * n + i] += 1000;
  for (int k = 0; k < n; ++k) {
    [[fork::parallel]] for (int i = k + 1; i < n; ++i) {
      a[i * n + k] /= a[k * n + k];
      for (int j = k + 1; j < n; ++j) a[i * n + j] -= a[i * n + k] * a[k * n + j];
    }
  }
}
// dependent
void lu_over_the_pivots(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int k = 0; k < n; ++k)
    for (int i = k + 1; i < n; ++i) {
      a[i * n + k] /= a[k * n + k] + 1000;
      for (int j = k + 1; j < n; ++j) a[i * n + j] -= a[i * n + k] * a[k * n + j];
    }
}
// independent
void cholesky_column(double *a, double *, int *, int n) {
  for (int j = 0; j < n; ++j) {
    a[j * n + j] = std::sqrt(std::fabs(a[j * n + j]) + 1);
    [[fork::parallel]] for (int i = j + 1; i < n; ++i) {
      for (int k = 0; k < j; ++k) a[i * n + j] -= a[i * n + k] * a[j * n + k];
      a[i * n + j] /= a[j * n + j];
    }
  }
}
// dependent
void forward_substitution(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double sum = b[i];
    for (int j = 0; j < i; ++j) sum -= b[i * n + j] * a[j];
    a[i] = sum / 100;
  }
}
// independent
void adi_columns(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n - 1; ++i) {
    b[i] = 1;
    for (int j = 1; j < n - 1; ++j) a[i * n + j] = (a[i * n + j] - a[i * n + j - 1]) / 2;
    for (int j = n - 2; j >= 1; --j) a[i * n + j] += a[i * n + j + 1] / 4;
  }
}
// dependent
void adi_against_the_grain(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int j = 1; j < n - 1; ++j)
    for (int i = 1; i < n - 1; ++i) a[i * n + j] = (a[i * n + j] - a[i * n + j - 1]) / 2;
}
// independent
void fdtd_electric(double *a, double *b, int *, int n) {
  double *ey = a, *hz = b;
  [[fork::parallel]] for (int i = 1; i < n; ++i)
    for (int j = 0; j < n; ++j) ey[i * n + j] -= 0.5 * (hz[i * n + j] - hz[(i - 1) * n + j]);
}
// independent
void fdtd_magnetic(double *a, double *b, int *, int n) {
  double *ex = a, *ey = a + n * n, *hz = b;
  [[fork::parallel]] for (int i = 0; i < n - 1; ++i)
    for (int j = 0; j < n - 1; ++j)
      hz[i * n + j] -= 0.7 * (ex[i * n + j + 1] - ex[i * n + j] + ey[(i + 1) * n + j] - ey[i * n + j]);
}
// independent
void heat_in_three_dimensions(double *a, double *b, int *, int) {
  constexpr int m = 12;
  [[fork::parallel]] for (int x = 1; x < m - 1; ++x)
    for (int y = 1; y < m - 1; ++y)
      for (int z = 1; z < m - 1; ++z)
        a[(x * m + y) * m + z] = (b[((x - 1) * m + y) * m + z] + b[((x + 1) * m + y) * m + z] + b[(x * m + y - 1) * m + z] +
                                  b[(x * m + y + 1) * m + z] + b[(x * m + y) * m + z - 1] + b[(x * m + y) * m + z + 1]) / 6;
}
// dependent, not proven
void longest_common_subsequence(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j)
      a[i * n + j] = b[i] == b[j] ? a[(i - 1) * n + j - 1] + 1 : std::max(a[(i - 1) * n + j], a[i * n + j - 1]);
}
// independent
void longest_common_subsequence_by_diagonals(double *a, double *b, int *, int n) {
  for (int d = 2; d < 2 * n - 1; ++d) {
    [[fork::parallel]] for (int i = std::max(1, d - n + 1); i < std::min(n, d); ++i)
      a[i * n + d - i] = b[i] == b[d - i] ? a[(i - 1) * n + d - i - 1] + 1 : std::max(a[(i - 1) * n + d - i], a[i * n + d - i - 1]);
  }
}
// independent
void two_matrix_vector_products(double *a, double *b, int *, int n) {
  double *x = a, *y = a + n, *m = b;
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) x[i] += m[i * n + j] * y[j];
}
// dependent
void transposed_product_the_wrong_way(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) a[j] = a[j] / 2 + b[i * n + j] * b[i];
}
// independent
void covariance(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = i; j < n; ++j) {
      double sum = 0;
      for (int k = 0; k < n; ++k) sum += b[k * n + i] * b[k * n + j];
      a[i * n + j] = sum;
      a[j * n + i] = sum;
    }
}
// independent
void rank_one_update(double *a, double *b, int *, int n) {
  double *u = b, *v = b + n;
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) a[i * n + j] += u[i] * v[j];
}
// dependent
void durbin(double *a, double *b, int *, int n) {
  double alpha = b[0];
  [[fork::parallel]] for (int k = 1; k < n; ++k) {
    double sum = 0;
    for (int i = 0; i < k; ++i) sum += b[k - i - 1] * a[i];
    alpha = -(b[k] + sum) / (alpha + 1000);
    a[k] = alpha;
  }
}
// independent
void tiled_copy(double *a, double *b, int *, int n) {
  const int tile = 16;
  [[fork::parallel]] for (int ii = 0; ii < n; ii += tile)
    for (int jj = 0; jj < n; jj += tile)
      for (int i = ii; i < std::min(ii + tile, n); ++i)
        for (int j = jj; j < std::min(jj + tile, n); ++j) a[j * n + i] = b[i * n + j];
}
// independent
void tiles_of_any_size(double *a, double *b, int *p, int n) {
  int tile = p[0] + 5;
  [[fork::parallel]] for (int ii = 0; ii < n; ii += tile)
    for (int i = ii; i < std::min(ii + tile, n); ++i) a[i] = b[i];
}
// dependent
void tiles_with_a_halo(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int ii = 1; ii < n; ii += 8)
    for (int i = ii - 1; i < std::min(ii + 8, n); ++i) a[i] = b[i] + ii;
}
// independent
void convolution(double *a, double *b, int *, int n) {
  const double kernel[5] = {1, 4, 6, 4, 1};
  [[fork::parallel]] for (int i = 2; i < n - 2; ++i) {
    double sum = 0;
    for (int k = -2; k <= 2; ++k) sum += kernel[k + 2] * b[i + k];
    a[i] = sum / 16;
  }
}
// dependent
void convolution_in_place(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 2; i < n - 2; ++i) {
    double sum = 0;
    for (int k = -2; k <= 2; ++k) sum += a[i + k];
    a[i] = sum / 16;
  }
}
// independent
void bytes_of_an_image(double *a, double *b, int *, int n) {
  static unsigned char pixels[64 * 64 * 3];
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    unsigned char *row = pixels + y * n * 3;
    for (int x = 0; x < n; ++x)
      for (int c = 0; c < 3; ++c) row[3 * x + c] = static_cast<unsigned char>(std::fabs(b[x]) + c);
  }
  a[0] = pixels[100];
}
// unknown, safe
void butterfly(double *a, double *b, int *, int n) {
  for (int half = 1; half < n; half *= 2) {
    [[fork::parallel]] for (int i = 0; i < n / 2; ++i) {
      int at = (i / half) * 2 * half + i % half;
      double x = a[at], y = a[at + half];
      a[at] = x + y;
      a[at + half] = x - y;
      b[i] = at;
    }
  }
}
// independent
void butterflies_by_blocks(double *a, double *, int *, int) {
  for (int half = 1; half < 32; half *= 2) {
    [[fork::parallel]] for (int from = 0; from < 32; from += 2 * half)
      for (int i = from; i < from + half; ++i) {
        double x = a[i], y = a[i + half];
        a[i] = x + y;
        a[i + half] = x - y;
      }
  }
}

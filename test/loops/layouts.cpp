// RUN: %check_loops %s
// Ways to lay out data: rows, planes, structs of arrays, accessors, ranges of one iteration.
#include <algorithm>
#include <array>
#include <memory>
#include <numeric>
#include <span>
#include <string>
#include <vector>
struct Grid {
  std::vector<double> cells; int width, height;
  Grid(int w, int h) : cells(w * h), width(w), height(h) {}
  double &at(int x, int y) { return cells[y * width + x]; }
  double at(int x, int y) const { return cells[y * width + x]; }
  double *row(int y) { return &cells[y * width]; }
  double *operator[](int y) { return cells.data() + y * width; }
  void fill_rows(const double *from) {
    [[maybe_unused]] int unused = 0;
    for (int y = 0; y < height; ++y) at(0, y) = from[y];
  }
};
struct Particles { std::vector<double> x, v; };
template <class T> struct Matrix {
  T *data; int rows, cols;
  T &operator()(int r, int c) { return data[r * cols + c]; }
  const T &operator()(int r, int c) const { return data[r * cols + c]; }
};
struct Cell { double value[2]; int flag; };

// independent
void accessor_of_a_class(double *a, double *b, int *, int n) {
  Grid g(n, n);
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < g.width; ++x) g.at(x, y) = b[x] * y;
  a[0] = g.at(3, 4);
}
// independent
void stencil_between_classes(double *a, double *b, int *, int n) {
  Grid g(n, n), h(n, n);
  for (int i = 0; i < n * n; ++i) h.cells[i] = b[i];
  [[fork::parallel]] for (int y = 1; y < g.height - 1; ++y)
    for (int x = 1; x < g.width - 1; ++x) g.at(x, y) = h.at(x - 1, y) + h.at(x + 1, y) + h.at(x, y - 1) + h.at(x, y + 1);
  a[0] = g.at(3, 4);
}
// dependent
void stencil_in_one_class(double *a, double *, int *, int n) {
  Grid g(n, n);
  [[fork::parallel]] for (int y = 1; y < g.height; ++y)
    for (int x = 0; x < g.width; ++x) g.at(x, y) = g.at(x, y - 1) + 1;
  a[0] = g.at(3, 4);
}
// independent
void row_of_a_class(double *a, double *b, int *, int n) {
  Grid g(n, n);
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    double *row = g.row(y);
    for (int x = 0; x < g.width; ++x) row[x] = b[x];
  }
  a[0] = g.at(3, 4);
}
// independent
void row_by_subscript(double *a, double *b, int *, int n) {
  Grid g(n, n);
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < g.width; ++x) g[y][x] = b[x];
  a[0] = g.at(3, 4);
}
// dependent
void row_above_by_subscript(double *a, double *, int *, int n) {
  Grid g(n, n);
  [[fork::parallel]] for (int y = 1; y < n; ++y)
    for (int x = 0; x < g.width; ++x) g[y][x] = g[y - 1][x] + 1;
  a[0] = g.at(3, 4);
}
// independent
void row_pointers(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    double *row = &a[y * n];
    const double *from = &b[y * n];
    for (int x = 0; x < n; ++x) row[x] = from[x] * 2;
  }
}
// dependent
void row_pointers_above(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 1; y < n; ++y) {
    double *row = &a[y * n];
    const double *above = row - n;
    for (int x = 0; x < n; ++x) row[x] = above[x] * 2;
  }
}
// independent
void vectors_of_vectors(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> m(n, std::vector<double>(n)), o = m;
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) m[y][x] = o[y][x] + b[x];
  a[0] = m[3][4];
}
// dependent
void vectors_of_vectors_above(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> m(n, std::vector<double>(n));
  [[fork::parallel]] for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x) m[y][x] = m[y - 1][x] + b[x];
  a[0] = m[3][4];
}
// independent
void row_by_reference(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> m(n, std::vector<double>(n));
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    auto &row = m[y];
    for (auto &cell : row) cell = b[y];
  }
  a[0] = m[3][4];
}
// independent
void sorted_rows(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> m(n, std::vector<double>(b, b + n));
  [[fork::parallel]] for (int y = 0; y < n; ++y) std::sort(m[y].begin(), m[y].end());
  a[0] = m[3][4];
}
// independent
void sorted_parts(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) std::sort(a + y * n, a + (y + 1) * n);
}
// dependent, not proven
void sorted_parts_that_overlap(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) std::sort(a + y * n, a + (y + 1) * n + 1);
}
// independent
void filled_parts(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) std::fill(a + y * n, a + y * n + n, y);
}
// independent
void filled_rows(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> m(n, std::vector<double>(n));
  [[fork::parallel]] for (int y = 0; y < n; ++y) std::fill(m[y].begin(), m[y].end(), b[y]);
  a[0] = m[3][4];
}
// independent
void sums_of_rows(double *a, double *b, int *, int n) {
  std::vector<std::vector<double>> m(n, std::vector<double>(b, b + n));
  [[fork::parallel]] for (int y = 0; y < n; ++y) a[y] = std::accumulate(m[y].begin(), m[y].end(), 0.0);
}
// dependent
void sums_of_what_is_written(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) a[y] = std::accumulate(a, a + n, 0.0);
}
// independent
void transformed_rows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    std::transform(b + y * n, b + (y + 1) * n, a + y * n, [](double x) { return 2 * x; });
}
// independent
void copied_rows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) std::copy_n(b + y * n, n, a + y * n);
}
// independent
void spans_of_rows(double *a, double *b, int *, int n) {
  std::span<double> all(a, n * n);
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    auto row = all.subspan(y * n, n);
    for (int x = 0; x < n; ++x) row[x] = b[x];
  }
}
// independent
void standard_arrays(double *a, double *b, int *, int n) {
  std::vector<std::array<double, 3>> points(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int d = 0; d < 3; ++d) points[i][d] = b[i] * d;
  a[0] = points[3][2];
}
// independent
void structs_of_arrays(double *a, double *b, int *, int n) {
  Particles p;
  p.x.assign(b, b + n);
  p.v.assign(n, 1.0);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { p.v[i] -= p.x[i] * 0.1; p.x[i] += p.v[i]; }
  a[0] = p.x[3];
}
// dependent
void structs_of_arrays_neighbour(double *a, double *b, int *, int n) {
  Particles p;
  p.x.assign(b, b + n + 1);
  p.v.assign(n, 1.0);
  [[fork::parallel]] for (int i = 0; i < n; ++i) { p.v[i] -= p.x[i + 1] * 0.1; p.x[i] += p.v[i]; }
  a[0] = p.x[3];
}
// independent
void matrices_over_one_buffer(double *a, double *b, int *, int n) {
  Matrix<double> m{a, n, n}, o{b, n, n};
  [[fork::parallel]] for (int r = 0; r < m.rows; ++r)
    for (int c = 0; c < m.cols; ++c) m(r, c) = o(c, r);
}
// dependent, not proven
void matrices_over_the_same_buffer(double *a, double *, int *, int n) {
  Matrix<double> m{a, n, n}, o{a, n, n};
  [[fork::parallel]] for (int r = 1; r < m.rows; ++r)
    for (int c = 0; c < n; ++c) m(r, c) = o(r - 1, c);
}
// independent
void planes_of_cells(double *a, double *b, int *, int n) {
  static Cell cells[64];
  int now = 1;
  [[fork::parallel]] for (int i = 1; i < n; ++i) { cells[i].value[now] = cells[i - 1].value[0] + b[i]; cells[i].flag = i; }
  a[0] = cells[4].value[1];
}
// dependent
void cells_of_one_plane(double *a, double *b, int *, int n) {
  static Cell cells[64];
  int now = 1;
  [[fork::parallel]] for (int i = 1; i < n; ++i) cells[i].value[now] = cells[i - 1].value[1] + b[i];
  a[0] = cells[4].value[1];
}
// independent
void interleaved_channels(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int c = 0; c < 4; ++c) a[i * 4 + c] = b[c * n + i];
}
// independent
void planar_channels(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int c = 0; c < 4; ++c) a[c * n + i] = b[i * 4 + c];
}
// dependent, not proven
void planar_channels_too_narrow(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i <= n; ++i)
    for (int c = 0; c < 4; ++c) a[c * n + i] = b[i * 4 + c];
}
// independent
void strings(double *a, double *, int *, int n) {
  std::vector<std::string> words(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) words[i] = std::to_string(i) + "!";
  a[0] = words[12].size();
}
// independent
void unique_rows(double *a, double *b, int *, int n) {
  std::vector<std::unique_ptr<double[]>> rows(n);
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    rows[y] = std::make_unique<double[]>(n);
    for (int x = 0; x < n; ++x) rows[y][x] = b[x] + y;
  }
  a[0] = rows[3][4];
}
// independent
void nested_parallel_columns(double *a, double *b, int *, int n) {
  for (int y = 0; y < n; ++y) {
    double *row = a + y * n;
    [[fork::parallel]] for (int x = 0; x < n; ++x) row[x] = b[x] + row[x];
  }
}
// independent
void view_made_inside(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    Matrix<double> row{a + y * n, 1, n};
    for (int x = 0; x < n; ++x) row(0, x) = b[x];
  }
}

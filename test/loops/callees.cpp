// RUN: %check_loops %s
// Through the bodies of functions, lambdas and accessors.
#include <vector>
static void set(double *x, int i, double v) { x[i] = v; }
static double get(const double *x, int i) { return x[i]; }
static void next(double *x, int i) { x[i] = x[i - 1]; }
static double &at(double *x, int i) { return x[i]; }
static double &cell(double *x, int w, int r, int c) { return x[r * w + c]; }
static void fill_row(double *row, int n, double v) { for (int j = 0; j < n; ++j) row[j] = v; }
static void twice(double *x, int i, double v) { set(x, 2 * i, v); set(x, 2 * i + 1, -v); }
static void overlapping(double *x, int i, double v) { set(x, i, v); set(x, i + 1, v); }
static int below(int i) { return i - 1; }
static void swap_two(double &x, double &y) { double t = x; x = y; y = t; }
static void recursive(double *x, int i, int depth) { if (depth > 0) recursive(x, i, depth - 1); else x[i] = depth; }
static int shared_counter;
static void counts(double *x, int i) { x[i] = 1; shared_counter = i; }
struct Grid {
  std::vector<double> cells;
  int width;
  double &operator()(int r, int c) { return cells[r * width + c]; }
  double &at(int r, int c) { return cells[r * width + c]; }
  int columns() const { return width; }
  int rows() const { return static_cast<int>(cells.size()) / width; }
};

// independent
void sets(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) set(a, i, get(b, i + 1));
}
// dependent
void gets_itself(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) set(a, i, get(a, i - 1));
}
// dependent
void calls_next(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) next(a, i);
}
// independent
void through_reference(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) at(a, i) = b[i];
}
// dependent
void through_reference_neighbour(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) at(a, i) = at(a, i - 1);
}
// independent
void through_cell(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) cell(a, n, y, x) = b[x];
}
// dependent
void through_cell_row_above(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x) cell(a, n, y, x) = cell(a, n, y - 1, x);
}
// independent
void rows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) fill_row(a + i * n, n, b[i]);
}
// dependent
void rows_too_long(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 20; ++i) fill_row(a + i * 8, 9, b[i]);
}
// independent
void nested_calls(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) twice(a, i, b[i]);
}
// dependent
void nested_calls_overlap(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) overlapping(a, i, b[i]);
}
// dependent
void index_from_function(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = a[below(i)];
}
// independent
void swaps_pairs(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 2) swap_two(a[i], a[i + 1]);
}
// dependent
void swaps_neighbours(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) swap_two(a[i], a[i + 1]);
}
// unknown, safe
void recurses(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) recursive(a, i, 3);
}
// dependent
void writes_a_global(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) counts(a, i);
}
// independent
void lambda(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    auto put = [&](int k, double v) { a[2 * i + k] = v; };
    put(0, b[i]);
    put(1, -b[i]);
  }
}
// dependent
void lambda_too_far(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    auto put = [&](int k, double v) { a[2 * i + k] = v; };
    put(0, b[i]);
    put(2, -b[i]);
  }
}
// independent
void lambda_from_outside(double *a, double *b, int *, int n) {
  auto index = [&](int y, int x) { return y * n + x; };
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) a[index(y, x)] = b[x];
}
// independent
void call_operator(double *a, double *b, int *, int n) {
  Grid g{std::vector<double>(n * n), n};
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < g.width; ++x) g(y, x) = b[x];
  a[0] = g.cells[17];
}
// independent
void call_operator_columns(double *a, double *b, int *, int n) {
  Grid g{std::vector<double>(n * n), n};
  [[fork::parallel]] for (int y = 0; y < g.rows(); ++y)
    for (int x = 0; x < g.columns(); ++x) g.at(y, x) = b[x];
  a[0] = g.cells[17];
}
// dependent
void call_operator_row_above(double *a, double *, int *, int n) {
  Grid g{std::vector<double>(n * n), n};
  [[fork::parallel]] for (int y = 1; y < g.rows(); ++y)
    for (int x = 0; x < g.columns(); ++x) g(y, x) = g(y - 1, x) + 1;
  a[0] = g.cells[17];
}
// dependent
void call_operator_one_row(double *a, double *b, int *, int n) {
  Grid g{std::vector<double>(n * n), n};
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < g.columns(); ++x) g(0, x) = b[y];
  a[0] = g.cells[17];
}
// independent
void early_return(double *a, double *b, int *, int n) {
  auto clamp = [&](int i) { if (i < 0) return 0.0; return b[i]; };
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = clamp(i - 1);
}

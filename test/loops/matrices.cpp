// RUN: %check_loops %s
// Two and three dimensions: arrays of arrays, and rows computed by hand.
constexpr int M = 40;
double g[M][M], h[M][M], cube[8][9][10];
static void fold(double *a) {
  for (auto &row : g) for (double &x : row) a[0] += x, x = 0.5 * x + 1;
}

// independent
void own_row(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < M; ++i)
    for (int j = 0; j < M; ++j) g[i][j] = i - j;
  fold(a);
}
// independent
void own_column(double *a, double *, int *, int) {
  [[fork::parallel]] for (int j = 0; j < M; ++j)
    for (int i = 0; i < M; ++i) g[i][j] = i - j;
  fold(a);
}
// dependent
void from_the_row_above(double *, double *, int *, int) {
  [[fork::parallel]] for (int i = 1; i < M; ++i)
    for (int j = 0; j < M; ++j) g[i][j] = g[i - 1][j];
}
// independent
void from_the_left(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < M; ++i)
    for (int j = 1; j < M; ++j) g[i][j] = g[i][j - 1] + 1;
  fold(a);
}
// dependent
void from_the_left_by_columns(double *, double *, int *, int) {
  [[fork::parallel]] for (int j = 1; j < M; ++j)
    for (int i = 0; i < M; ++i) g[i][j] = g[i][j - 1] + 1;
}
// dependent
void beyond_the_row(double *, double *, int *, int) {
  [[fork::parallel]] for (int i = 1; i < M; ++i)
    for (int j = 0; j < M; ++j) g[i][j] = g[i][j - 1];
}
// dependent
void diagonal(double *, double *, int *, int) {
  [[fork::parallel]] for (int i = 1; i < M; ++i)
    for (int j = 1; j < M; ++j) g[i][j] = g[i - 1][j - 1];
}
// dependent
void transposed_in_place(double *, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < M; ++i)
    for (int j = 0; j < M; ++j) g[i][j] = g[j][i];
}
// independent
void swapped_below_diagonal(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < M; ++i)
    for (int j = 0; j < i; ++j) { double t = g[i][j]; g[i][j] = g[j][i]; g[j][i] = t; }
  fold(a);
}
// independent
void triangle(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < M; ++i)
    for (int j = i; j < M; ++j) g[i][j] = g[i][j] + h[j][i];
  fold(a);
}
// independent
void elimination(double *a, double *, int *, int) {
  for (int k = 0; k < M - 1; ++k)
    [[fork::parallel]] for (int i = k + 1; i < M; ++i)
      for (int j = k + 1; j < M; ++j) g[i][j] -= g[i][k] * g[k][j];
  fold(a);
}
// dependent
void elimination_from_k(double *, double *, int *, int) {
  for (int k = 0; k < M - 1; ++k)
    [[fork::parallel]] for (int i = k; i < M; ++i)
      for (int j = k + 1; j < M; ++j) g[i][j] -= g[i][k] * g[k][j];
}
// independent
void product(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < M; ++i)
    for (int j = 0; j < M; ++j) { g[i][j] = 0; for (int k = 0; k < M; ++k) g[i][j] += h[i][k] * h[k][j] + 1; }
  fold(a);
}
// independent
void stencil(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 1; i < M - 1; ++i)
    for (int j = 1; j < M - 1; ++j) g[i][j] = h[i - 1][j] + h[i + 1][j] + h[i][j - 1] + h[i][j + 1] + 1;
  fold(a);
}
// dependent
void stencil_in_place(double *, double *, int *, int) {
  [[fork::parallel]] for (int i = 1; i < M - 1; ++i)
    for (int j = 1; j < M - 1; ++j) g[i][j] = g[i - 1][j] + g[i + 1][j];
}
// independent
void red_black(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 1; i < M - 1; i += 2)
    for (int j = 0; j < M; ++j) g[i][j] = g[i - 1][j] + g[i + 1][j];
  fold(a);
}
// independent
void three_dimensions(double *a, double *, int *, int) {
  [[fork::parallel]] for (int x = 0; x < 8; ++x)
    for (int y = 0; y < 9; ++y) for (int z = 1; z < 10; ++z) cube[x][y][z] = cube[x][y][z - 1] + 1;
  a[0] += cube[3][4][5];
}
// dependent
void three_dimensions_middle(double *, double *, int *, int) {
  [[fork::parallel]] for (int y = 1; y < 9; ++y)
    for (int x = 0; x < 8; ++x) for (int z = 0; z < 10; ++z) cube[x][y][z] = cube[x][y - 1][z];
}
// independent
void by_hand(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < n; ++x) a[y * n + x] = b[y * n + x];
}
// independent
void by_hand_other_width(double *a, double *b, int *p, int n) {
  int w = p[0] + n;
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < w; ++x) a[x + y * w] += b[x] * a[y * w];
}
// independent
void by_hand_stencil(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 1; y < n - 1; ++y)
    for (int x = 1; x < n - 1; ++x) a[y * n + x] = b[(y - 1) * n + x] + b[(y + 1) * n + x] + b[y * n + x - 1];
}
// dependent
void by_hand_row_above(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 1; y < n; ++y)
    for (int x = 0; x < n; ++x) a[y * n + x] = a[(y - 1) * n + x];
}
// independent
void by_hand_columns(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int x = 0; x < n; ++x)
    for (int y = 1; y < n; ++y) a[y * n + x] = a[(y - 1) * n + x] + 1;
}
// unknown, racy
void by_hand_too_wide(double *a, double *b, int *p, int n) {
  int w = p[0] + 8;
  [[fork::parallel]] for (int y = 0; y < 20; ++y)
    for (int x = 0; x < n; ++x) a[y * w + x] = b[x] + y;
}
// independent
void by_hand_three(double *a, double *b, int *, int) {
  int w = 7, h2 = 5;
  [[fork::parallel]] for (int z = 0; z < 10; ++z)
    for (int y = 0; y < h2; ++y) for (int x = 0; x < w; ++x) a[(z * h2 + y) * w + x] = b[x];
}
// independent
void by_hand_three_symbolic(double *a, double *b, int *p, int) {
  int w = p[0] + 3, hh = p[0] + 4;
  [[fork::parallel]] for (int z = 0; z < 6; ++z)
    for (int y = 0; y < hh; ++y) for (int x = 0; x < w; ++x) a[z * hh * w + y * w + x] = b[x];
}
// independent
void by_hand_interleaved(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n / 2; ++y)
    for (int x = 0; x < n / 2; ++x) { a[2 * (y * n + x)] = b[x]; a[2 * (y * n + x) + 1] = b[y]; }
}
// independent
void by_row_pointer(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 0; y < n; ++y) {
    double *row = a + y * n;
    for (int x = 1; x < n; ++x) row[x] = row[x - 1] + b[x];
  }
}
// dependent
void by_row_pointer_above(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 1; y < n; ++y) {
    double *row = a + y * n, *above = row - n;
    for (int x = 0; x < n; ++x) row[x] = above[x];
  }
}
// independent
void division_and_remainder(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int k = 0; k < 30 * M; ++k) g[k / M][k % M] = b[k];
  fold(a);
}
// independent
void outer_index_declared_outside(double *a, double *b, int *, int n) {
  int j;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { for (int k = 0; k < n; ++k) a[i * n + k] = b[k]; }
  j = n;
  a[0] += j;
}

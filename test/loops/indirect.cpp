// RUN: %check_loops %s
// Subscripts that are read from memory.

// unknown, safe
void permuted(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[p[i]] = b[i];
}
// unknown, racy
void scattered(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[p[i] % 5] = b[i];
}
// independent
void gathered(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = b[p[i]];
}
// unknown, racy
void gathered_from_itself(double *a, double *, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[p[i]];
}
// independent
void permuted_with_proof(double *a, double *b, int *p, int n) {
  [[fork::parallel, fork::independent]] for (int i = 0; i < n; ++i) a[p[i]] = b[i];
}
// independent
void sparse_rows(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double s = 0;
    for (int k = p[i]; k < p[i + 1]; ++k) s += b[k];
    a[i] = s;
  }
}
// unknown, racy
void ragged_rows(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int k = p[i]; k < p[i + 1]; ++k) a[k] = b[i];
}
// unknown, racy
void two_offsets(double *a, double *b, int *p, int n) {
  double *x = a, *y = a + 12;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { x[p[i]] += b[i]; y[p[i]] -= b[i]; }
}
// unknown, safe
void quadratic(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i * i] = b[i];
}
// unknown, racy
void data_in_condition(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int k = p[i]; if (k > 2) a[k - 1] = b[i]; }
}
// independent
void index_array_is_written_elsewhere(double *a, double *, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { p[i] = 3 * i; a[i] = i; }
}
// unknown, racy
void offset_that_is_written(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i + p[i]] = b[i]; p[i + n] = i; }
}
// independent
void fixed_offset(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i + p[3]] = b[i];
}
// dependent
void fixed_offset_that_changes(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i + p[3]] = b[i]; p[i] = 7; }
}

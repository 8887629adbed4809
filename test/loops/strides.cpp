// RUN: %check_loops %s
// Steps, strides and trip counts.

// independent
void even_and_odd(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[2 * i] = a[2 * i + 1];
}
// dependent
void even_and_even(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[2 * i] = a[2 * i + 6];
}
// dependent
void different_strides(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[2 * i] = a[3 * i + 1];
}
// independent
void strides_that_never_meet(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[4 * i] = a[6 * i + 3];
}
// independent
void step_two(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 2) a[i] = a[i + 1];
}
// dependent
void step_two_distance_four(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 4; i < n; i += 2) a[i] = a[i - 4];
}
// independent
void step_three_unrolled(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n - 2; i += 3) { a[i] = b[i]; a[i + 1] = b[i + 1]; a[i + 2] = b[i + 2]; }
}
// dependent
void step_three_unrolled_too_far(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n - 3; i += 3) { a[i] = b[i]; a[i + 3] = b[i + 1]; }
}
// independent
void variable_step(double *a, double *b, int *p, int n) {
  int s = p[0] + 1;
  [[fork::parallel]] for (int i = 0; i < n; i += s) a[i] = b[i];
}
// dependent
void variable_step_next(double *a, double *, int *p, int n) {
  int s = p[0] + 1;
  [[fork::parallel]] for (int i = 0; i < n; i += s) a[i] = a[i + s];
}
// unknown, safe
void variable_step_neighbour(double *a, double *, int *p, int n) {
  int s = 2 + p[0] * p[0];
  [[fork::parallel]] for (int i = 0; i < n; i += s) a[i] = a[i + 1];
}
// independent
void blocked(double *a, double *b, int *p, int n) {
  int s = p[0] + 3;
  [[fork::parallel]] for (int i = 0; i < n; i += s)
    for (int j = i; j < i + s; ++j) a[j] = b[j];
}
// independent
void blocked_with_rest(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 16)
    for (int j = i; j < (i + 16 < n ? i + 16 : n); ++j) a[j] = b[j];
}
// dependent
void blocked_and_overlapping(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 16)
    for (int j = i; j <= i + 16; ++j) a[j] = b[j] + i;
}
// independent
void trip_count_too_small(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 10; ++i) a[i] = a[i + 10];
}
// dependent
void trip_count_just_enough(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 11; ++i) a[i] = a[i + 10];
}
// independent
void trip_count_with_stride(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 8; ++i) a[3 * i] = a[3 * i + 24];
}
// independent
void one_iteration(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 3; i < 4; ++i) a[0] = a[i] + a[i - 1];
}
// dependent
void constant_stride_zero(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[0 * i + 2] = b[i];
}
// unknown, safe
void unknown_stride(double *a, double *b, int *p, int n) {
  int k = 1 + p[0] * p[0];
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[k * i] = b[i];
}
// independent
void counting_down_by_two(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = n; i > 1; i -= 2) a[i] = a[i - 1];
}
// independent
void unequal(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i != n; ++i) a[i] = b[i] + a[i + n];
}
// independent
void unsigned_index(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (unsigned i = 0; i < static_cast<unsigned>(n); ++i) a[i] = b[i];
}
// independent
void long_index(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (long i = 0; i < n; ++i) a[i] = b[i] + a[i + n];
}
// independent
void shifted(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[(i << 2) + 1] = b[i] + a[(i << 2) + 3];
}
// independent
void interleaved(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[2 * i] = b[i]; a[2 * i + 1] = -b[i]; }
}
// independent
void pair_of_halves(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i] = b[i]; a[i + n] = -b[i]; }
}
// independent
void by_local(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int k = 3 * i; k += 1; a[k] = b[i]; k++; a[k] = b[i + 1]; }
}
// dependent
void by_local_too_far(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int k = i; a[k] = b[i]; ++k; a[k] = b[i + 1]; }
}

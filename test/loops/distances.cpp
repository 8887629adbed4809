// RUN: %check_loops %s
// Dependences at a distance: forward, backward, output, symbolic.

// dependent
void flow_1(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = a[i - 1] + 1;
}
// dependent
void anti_1(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n - 1; ++i) a[i] = a[i + 1] + 1;
}
// dependent
void flow_5(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 5; i < n; ++i) a[i] = 2 * a[i - 5];
}
// dependent
void output_1(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i] = i; a[i + 1] = -i; }
}
// dependent
void output_only_some(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[2 * i] = b[i]; a[i + 4] = 1; }
}
// independent
void same_place(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i] * a[i] + 1;
}
// independent
void other_array(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = b[i - 1] + b[i + 1];
}
// dependent
void reversed(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[n - 1 - i];
}
// dependent
void backwards(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = n - 2; i >= 0; --i) a[i] += a[i + 1];
}
// unknown, racy
void symbolic_offset(double *a, double *, int *, int n) {
  int m = n / 3;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i + m];
}
// independent
void symbolic_offset_beyond(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i + n];
}
// independent
void upper_half(double *a, double *, int *, int n) {
  int half = n / 2;
  [[fork::parallel]] for (int i = 0; i < half; ++i) a[i] = a[i + half] + 1;
}
// dependent
void symbolic_but_equal(double *a, double *, int *p, int n) {
  int k = p[0];
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i + k] = a[i + k + 1];
}
// independent
void symbolic_and_apart(double *a, double *, int *p, int n) {
  int k = p[0];
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[2 * i + k] = a[2 * i + k + 1];
}
// dependent
void first_element(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] += a[0];
}
// independent
void first_element_left_out(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] += a[0];
}
// dependent
void last_element(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] += a[n - 1];
}
// independent
void last_element_left_out(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n - 1; ++i) a[i] += a[n - 1];
}
// dependent
void one_element(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[3] = b[i];
}
// unknown, racy
void some_element(double *a, double *, int *p, int n) {
  int k = p[1];
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[k] + 1;
}
// dependent
void nonlinear_but_one_collision(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i / 2] = b[i];
}
// dependent
void wraps_round(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i % 7] = b[i];
}
// dependent
void masked(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i & 15] = b[i];
}
// dependent
void narrow(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 600; ++i) { unsigned char k = static_cast<unsigned char>(i); a[k] = b[i]; }
}
// independent
void narrow_but_enough(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 200; ++i) { unsigned char k = static_cast<unsigned char>(i); a[k] = b[i]; }
}

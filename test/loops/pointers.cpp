// RUN: %check_loops %s
// Pointers and references whose origin is visible.
#include <cstdlib>

// dependent
void alias_of_the_array(double *a, double *, int *, int n) {
  double *q = a - 1;
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = q[i];
}
// independent
void alias_beyond(double *a, double *, int *, int n) {
  double *q = a + n;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = q[i];
}
// dependent
void chain_of_pointers(double *a, double *, int *, int n) {
  double *p = a + 2, *q = p + 1;
  [[fork::parallel]] for (int i = 0; i < n; ++i) p[i] = q[i];
}
// independent
void allocated(double *a, double *b, int *, int n) {
  double *x = static_cast<double *>(std::malloc(sizeof(double) * 100)), *y = new double[100]();
  [[fork::parallel]] for (int i = 0; i < n; ++i) { x[i] = b[i]; y[i + 1] = 2 * b[i]; a[i] = x[i]; }
  a[0] += x[5] + y[6];
  std::free(x);
  delete[] y;
}
// independent
void own_element(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { double &e = a[i]; e = b[i]; e += 1; }
}
// dependent
void other_element(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { double &e = a[i], &f = a[i + 1]; e = b[i] + f; }
}
// independent
void address_of_element(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { double *e = &a[3 * i]; e[0] = b[i]; e[1] = -b[i]; *(e + 2) = 0; }
}
// dependent
void address_too_far(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { double *e = &a[2 * i]; e[0] = b[i]; e[2] = -b[i]; }
}
// dependent
void one_address(double *a, double *b, int *, int n) {
  double *e = &a[7];
  [[fork::parallel]] for (int i = 0; i < n; ++i) *e = b[i];
}
// independent
void pointer_loop(double *a, double *, int *, int n) {
  [[fork::parallel]] for (double *p = a; p != a + n; ++p) *p = *p * 2;
}
// dependent
void pointer_loop_neighbour(double *a, double *, int *, int n) {
  [[fork::parallel]] for (double *p = a + 1; p < a + n; ++p) *p = p[-1] * 2;
}
// independent
void moving_inside(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double *out = a + i * n;
    for (double *q = out; q < out + n; ++q) *q = b[i];
  }
}
// unknown, safe
void moving_along(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double *out = a + i * n;
    for (int j = 0; j < n; ++j) *out++ = b[j];
  }
}
// unknown, racy
void one_of_two(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) { double *q = p[i] > 3 ? a : b; q[i] = a[i - 1]; }
}
// independent
void swapped_roles(double *a, double *b, int *, int n) {
  double *from = a, *to = b;
  for (int t = 0; t < 3; ++t) {
    [[fork::parallel]] for (int i = 1; i < n; ++i) to[i] = from[i - 1] + from[i];
    double *s = from; from = to; to = s;
  }
}
// independent
void restricted(double *__restrict a, double *__restrict b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = b[i + 1];
}
// unknown, racy
void rows_that_may_be_one(double *a, double *b, int *, int n) {
  double *rows[4] = {a, a, b, b};
  [[fork::parallel]] for (int i = 0; i < 4; ++i)
    for (int j = 0; j < n; ++j) rows[i][j] += j;
}
// independent
void different_members(double *a, double *b, int *, int n) {
  struct { double x[64], y[64]; } s = {};
  [[fork::parallel]] for (int i = 0; i < n; ++i) { s.x[i] = b[i]; s.y[i + 1] = s.x[i]; }
  a[0] = s.x[3] + s.y[4];
}
// dependent
void same_member(double *a, double *b, int *, int n) {
  struct { double x[64], y[64]; } s = {};
  [[fork::parallel]] for (int i = 0; i < n; ++i) { s.x[i] = b[i]; s.x[i + 1] = 1; }
  a[0] = s.x[3] + s.y[4];
}
// unknown, racy
void union_members(double *a, double *b, int *, int n) {
  union { double x[64]; long y[64]; } u = {};
  [[fork::parallel]] for (int i = 0; i < n; ++i) { u.x[i] = b[i]; u.y[i + 1] = 1; }
  a[0] = u.x[3];
}
// independent
void members_of_elements(double *a, double *b, int *, int n) {
  struct Body { double x, v[3]; } bodies[64] = {};
  [[fork::parallel]] for (int i = 0; i < n; ++i) { bodies[i].x += b[i]; for (int d = 0; d < 3; ++d) bodies[i].v[d] = d; }
  a[0] = bodies[3].x + bodies[5].v[2];
}
// dependent
void members_of_other_elements(double *a, double *b, int *, int n) {
  struct Body { double x, v[3]; } bodies[64] = {};
  [[fork::parallel]] for (int i = 1; i < n; ++i) bodies[i].x = bodies[i - 1].x + b[i];
  a[0] = bodies[3].x;
}
// independent
void other_members_of_other_elements(double *a, double *b, int *, int n) {
  struct Body { double x, v[3]; } bodies[64] = {};
  [[fork::parallel]] for (int i = 1; i < n; ++i) bodies[i].x = bodies[i - 1].v[1] + b[i];
  a[0] = bodies[3].x;
}
// independent
void scratch_inside(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double t[4];
    for (int k = 0; k < 4; ++k) t[k] = b[i] * k;
    a[i] = t[0] + t[3];
  }
}
// independent
void private_allocation(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double *t = new double[3];
    for (int k = 0; k < 3; ++k) t[k] = b[i] * k;
    a[i] = t[1] + t[2];
    delete[] t;
  }
}

// RUN: %check_loops %s
// Loops that look like another kind than they are.
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <span>
#include <string>
#include <vector>
struct Node { double value; Node *next; };
struct View { double *data; int width; double &operator()(int r, int c) const { return data[r * width + c]; } };
struct Halved { double *data; double &operator[](int i) const { return data[i / 2]; } };
struct Shifted { double *data; double &operator[](int i) const { return data[i + 1]; } };
struct Counter { int count = 0; int next() { return count++; } };
static double table[64];
static double *current = table;
static double &slot(double *x, int) { return x[0]; }
static void zero(double &x) { x = 0; }
static double *shifted(double *x, int k) { return x + k; }
static void bump(int &k) { ++k; }

// dependent
void operator_that_halves(double *a, double *b, int *, int n) {
  Halved h{a};
  [[fork::parallel]] for (int i = 0; i < n; ++i) h[i] = b[i];
}
// independent
void view_by_value(double *a, double *b, int *, int n) {
  View v{a, n};
  [[fork::parallel]] for (int y = 0; y < n; ++y)
    for (int x = 0; x < v.width; ++x) v(y, x) = b[x];
}
// dependent
void accessor_that_ignores_its_index(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) slot(a, i) = b[i];
}
// dependent
void pointer_from_function(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) *shifted(a, i) = *shifted(a, i - 1);
}
// independent
void pointer_from_function_apart(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) *shifted(a, 2 * i) = *shifted(b, i - 1) + *shifted(a, 2 * i + 1);
}
// independent
void index_changed_by_callee(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int k = i; bump(k); a[k] = b[i]; }
}
// dependent
void index_changed_by_callee_meets(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int k = i; bump(k); a[k] = a[i]; }
}
// dependent
void counter_object(double *a, double *b, int *, int n) {
  Counter c;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[c.next()] = b[i];
}
// unknown, racy
void linked_list(double *a, double *, int *, int n) {
  Node nodes[3] = {{1, nodes + 1}, {2, nodes + 2}, {3, nullptr}};
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (Node *p = nodes; p; p = p->next) p->value += 1;
  a[0] = nodes[1].value;
}
// dependent
void inner_index_alone(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) a[j] = b[i];
}
// dependent
void sum_of_indices(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) a[i + j] = b[i];
}
// independent
void single_round(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 2; j < 3; ++j) a[i + j] = b[i];
}
// dependent
void overlapping_windows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < 3; ++j) a[2 * i + j] = b[i];
}
// independent
void windows_that_touch(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < 2; ++j) a[2 * i + j] = b[i];
}
// independent
void reading_windows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i] = 0; for (int j = 0; j < 5; ++j) a[i] += b[i + j]; }
}
// dependent
void post_increment(double *a, double *b, int *, int n) {
  int k = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (b[i] > 0) a[k] = b[i]; k = i / 2; }
}
// independent
void span_over_a_row(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    std::span<double> row(a + i * n, n);
    for (int j = 0; j < n; ++j) row[j] = b[j];
  }
}
// dependent
void span_over_all(double *a, double *b, int *, int n) {
  std::span<double> all(a, 100);
  [[fork::parallel]] for (int i = 0; i < n; ++i) all[i] = all[i + 1] + b[i];
}
// independent
void condition_with_call(double *a, double *b, int *, int n) {
  auto is_even = [](int i) { return i % 2 == 0; };
  [[fork::parallel]] for (int i = 1; i < n; ++i) if (is_even(i)) a[i] = b[i - 1];
}
// unknown, safe
void negated_condition(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (!(i < 10)) a[i] = a[i - 10 < 10 ? i - 10 : 5]; }
}
// dependent
void wrong_half(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i >= n / 2) a[i] = a[i - n / 2]; else a[i] = 1; }
}
// independent
void do_while(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    int k = 0;
    do { a[i] += b[k]; ++k; } while (k < 5);
  }
}
// unknown, racy
void while_writes(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    int k = i;
    while (k < n) { a[k] = b[i]; k += 7; }
  }
}
// independent
void own_static_table(double *a, double *, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 64; ++i) table[i] = 2 * i;
  a[0] = table[5];
}
// independent
void early_continue_in_two_branches(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 2; i < n; ++i) {
    if (i % 4 == 0) continue;
    else if (i % 4 == 1) continue;
    if (i % 4 == 2) a[i] = a[i - 2] + a[i + 2];
  }
}
// dependent
void reference_to_neighbour(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) { auto &left = a[i - 1]; zero(left); a[i] += 1; }
}
// dependent
void comma(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = (b[i], a[i - 1]);
}
// dependent
void compound(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i - 1] += a[i];
}
// dependent
void increment(double *a, double *, int *p, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) { p[i]++; a[i] = p[i - 1]; }
}
// dependent
void as_argument(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = std::max(a[i - 1], 0.0);
}
// unknown, racy
void in_condition(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 1; i < n; ++i) if (a[i - 1] > 0) b[i] = 1; else a[i] = 2;
}
// dependent
void array_of_arrays_by_pointer(double *, double *, int *, int) {
  static double m[10][10];
  double *flat = &m[0][0];
  [[fork::parallel]] for (int i = 1; i < 10; ++i)
    for (int j = 0; j < 10; ++j) flat[10 * i + j] = m[i - 1][j];
}
// independent
void array_of_arrays_by_pointer_own(double *a, double *, int *, int) {
  static double m[10][10];
  double *flat = &m[0][0];
  [[fork::parallel]] for (int i = 0; i < 10; ++i)
    for (int j = 0; j < 10; ++j) flat[10 * i + j] = m[i][j] + 1;
  a[0] = m[3][3];
}
// independent
void strided_rows(double *a, double *b, int *p, int n) {
  int gap = p[0], pitch = n + gap;
  if (gap >= 0) {
    [[fork::parallel]] for (int y = 0; y < n; ++y)
      for (int x = 0; x < n; ++x) a[y * pitch + x] = b[x];
  }
}
// independent
void modulo_distributes(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 35; ++i) a[(i * 3) % 35] = b[i];
}
// dependent
void modulo_collides(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 35; ++i) a[(i * 5) % 35] = b[i];
}
// independent
void minimum_as_bound(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 8)
    for (int j = i; j < std::min(i + 8, n); ++j) a[j] = b[j];
}
// independent
void padded_rows(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int y = 1; y <= n; ++y)
    for (int x = 1; x <= n; ++x) a[y * (n + 2) + x] = b[(y - 1) * (n + 2) + x] + a[y * (n + 2) + x];
}
// dependent
void padded_rows_above(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int y = 1; y <= n; ++y)
    for (int x = 1; x <= n; ++x) a[y * (n + 2) + x] = a[(y - 1) * (n + 2) + x];
}
// unknown, racy
void index_changed_by_unseen_callee(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int k = i; std::sscanf("5", "%d", &k); a[k] = b[i]; }
}
// unknown, racy
void address_kept_before_the_call(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int k = i; int *q = &k; std::sscanf("5", "%d", q); a[k] = b[i]; }
}

// RUN: %check_loops %s
// The kinds of loops that collections of data races are made of.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstring>

// dependent
void anti_dependence(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n - 1; ++i) a[i] = a[i + 1] + 1;
}
// dependent
void anti_dependence_across_rows(double *, double *b, int *, int) {
  double m[20][20];
  for (int i = 0; i < 20; ++i) for (int j = 0; j < 20; ++j) m[i][j] = i * j;
  [[fork::parallel]] for (int i = 0; i < 19; ++i)
    for (int j = 0; j < 20; ++j) m[i][j] += m[i + 1][j];
  b[0] = m[10][10];
}
// independent
void anti_dependence_inside_a_row(double *, double *b, int *, int) {
  double m[20][20];
  for (int i = 0; i < 20; ++i) for (int j = 0; j < 20; ++j) m[i][j] = i * j;
  [[fork::parallel]] for (int i = 0; i < 19; ++i)
    for (int j = 0; j < 19; ++j) m[i][j] += m[i][j + 1];
  b[0] = m[10][10];
}
// dependent
void true_dependence(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n - 1; ++i) a[i + 1] = a[i] + 1;
}
// dependent
void true_dependence_of_the_first_dimension(double *, double *b, int *, int n) {
  static double m[64][64];
  [[fork::parallel]] for (int i = 1; i < n; ++i)
    for (int j = 1; j < n; ++j) m[i][j] = m[i - 1][j - 1] + 1;
  b[0] = m[3][3];
}
// independent
void true_dependence_of_the_inner_loop(double *, double *b, int *, int n) {
  static double m[64][64];
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 1; j < n; ++j) m[i][j] = m[i][j - 1] + 1;
  b[0] = m[3][3];
}
// dependent
void inner_loop_alone_is_parallel(double *, double *b, int *, int n) {
  static double m[64][64];
  for (int i = 0; i < n; ++i)
    [[fork::parallel]] for (int j = 1; j < n; ++j) m[i][j] = m[i][j - 1] + 1;
  b[0] = m[3][3];
}
// independent
void inner_loop_over_rows_above(double *, double *b, int *, int n) {
  static double m[64][64];
  for (int i = 1; i < n; ++i)
    [[fork::parallel]] for (int j = 0; j < n; ++j) m[i][j] = m[i - 1][j] + 1;
  b[0] = m[3][3];
}
// dependent
void output_dependence_on_a_scalar(double *a, double *b, int *, int n) {
  double x = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i] = x; x = b[i]; }
  b[0] = x;
}
// independent
void last_private_scalar(double *a, double *b, int *, int n) {
  double x = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { x = b[i] * 2; a[i] = x; }
  b[0] = x;
}
// independent
void private_scalar_unused_later(double *a, double *b, int *, int n) {
  double tmp;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { tmp = a[i] + b[i]; a[i] = tmp * tmp; }
}
// independent
void sum_that_is_a_reduction(double *a, double *b, int *, int n) {
  double sum = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) sum += static_cast<int>(b[i]);
  a[0] = sum;
}
// dependent
void sum_that_is_looked_at(double *a, double *b, int *, int n) {
  double sum = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { sum += b[i]; a[i] = sum; }
}
// dependent
void plus_plus_with_use(double *a, double *b, int *, int n) {
  int k = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { k = k + 1; a[2 * k] = b[i]; }
}
// dependent
void stack_that_shrinks(double *a, double *b, int *p, int n) {
  int top = n;
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (p[i] > 0) { a[i] = b[top - 1]; --top; }
  a[0] = top;
}
// unknown, racy
void indirect_write(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[p[i] / 2] = b[i];
}
// unknown, safe
void indirect_write_by_a_permutation(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[p[i]] += b[i];
}
// independent
void indirect_read(double *a, double *b, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = b[p[i]];
}
// independent
void missing_bound(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < 3; ++j) a[3 * i + j] = b[i] + j;
}
// dependent
void rows_that_are_too_wide(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j <= 3; ++j) a[3 * i + j] = b[i] + j;
}
// dependent
void out_of_the_row(double *, double *b, int *, int) {
  static double m[20][20];
  [[fork::parallel]] for (int i = 1; i < 20; ++i)
    for (int j = 0; j < 20; ++j) m[i][j] = m[i - 1][19 - j] + 1;
  b[0] = m[4][4];
}
// independent
void all_elements(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = i;
}
// independent
void all_elements_of_a_matrix(double *, double *b, int *, int) {
  static double m[30][30];
  [[fork::parallel]] for (int i = 0; i < 30; ++i)
    for (int j = 0; j < 30; ++j) m[i][j] = i * j;
  b[0] = m[3][4];
}
// independent
void all_characters(double *a, double *, int *, int n) {
  static char text[100];
  [[fork::parallel]] for (int i = 0; i < n; ++i) text[i] = 'a' + i % 26;
  a[0] = text[7];
}
// dependent
void characters_shifted(double *a, double *, int *, int n) {
  static char text[100];
  std::memset(text, 'x', sizeof text);
  [[fork::parallel]] for (int i = 0; i < n; ++i) text[i] = text[i + 2];
  a[0] = text[7];
}
// independent
void first_private(double *a, double *, int *, int n) {
  int g = 7;
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] += g;
}
// dependent
void carried_by_a_scalar(double *a, double *b, int *, int n) {
  double last = b[0];
  [[fork::parallel]] for (int i = 1; i < n; ++i) { a[i] = last; last = b[i] + last; }
}
// dependent
void wrap_around(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[(i + 1) % 48] + n;
}
// dependent
void distance_of_eight(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 8; i < n; ++i) a[i] = a[i - 8] + b[i];
}
// independent
void distance_of_the_whole_loop(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 32; ++i) a[i] = a[i + 32] + b[i];
}
// dependent
void distance_of_one_less(double *a, double *b, int *, int) {
  [[fork::parallel]] for (int i = 0; i < 32; ++i) a[i] = a[i + 31] + b[i];
}
// independent
void two_loops_in_turn(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i] = b[i] * 2; b[i] = a[i] + 1; }
}
// independent
void linear_variable_made_explicit(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { int j = 2 * i + 5; a[j] = b[i]; }
}
// dependent
void histogram_of_constants(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i % 4] = b[i];
}
// independent
void maximum(double *a, double *b, int *, int n) {
  double most = b[0];
  [[fork::parallel]] for (int i = 1; i < n; ++i) most = std::max(most, b[i]);
  a[0] = most;
}
// dependent
void matrix_product_over_the_sum(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int k = 0; k < n; ++k)
    for (int i = 0; i < n; ++i)
      for (int j = 0; j < n; ++j) a[i * n + j] = a[i * n + j] * 2 + b[i * n + k] * b[k * n + j];
}
// independent
void matrix_times_vector(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    double sum = 0;
    for (int j = 0; j < n; ++j) sum += b[i * n + j] * b[j];
    a[i] = sum;
  }
}
// dependent
void guarded_neighbour(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (i > 0) a[i] = a[i - 1] * 2;
}
// independent
void only_the_first_writes(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i == 0) a[0] = b[1]; else a[i] = b[i]; }
}
// dependent
void first_writes_others_read(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (i == 0) a[0] = b[1]; else b[i] = a[0]; }
}
// dependent
void one_element_for_all(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[0] = b[i] * 2 - a[0];
}
// independent
void unrolled_by_hand(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 4) {
    a[i] = b[i]; a[i + 1] = b[i + 1]; a[i + 2] = b[i + 2]; a[i + 3] = b[i + 3];
  }
}
// dependent
void unrolled_too_far(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; i += 4) {
    a[i] = b[i]; a[i + 1] = b[i + 1]; a[i + 2] = b[i + 2]; a[i + 4] = b[i + 3];
  }
}
// independent
void mirrored_into_another(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[n - 1 - i] = b[i];
}
// dependent
void mirrored_in_place(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[n - 1 - i] = a[i];
}
// independent
void mirrored_by_halves(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n / 2; ++i) { double t = a[i]; a[i] = a[n - 1 - i]; a[n - 1 - i] = t; }
}
// independent
void swapped_by_halves(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n / 2; ++i) std::swap(a[i], a[n - 1 - i]);
}
// independent
void even_and_odd(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[2 * i] = b[i]; a[2 * i + 1] = -b[i]; }
}
// dependent
void even_and_next_even(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[2 * i] = b[i]; a[2 * i + 2] = -b[i]; }
}
// independent
void odd_even_exchange(double *a, double *, int *, int n) {
  for (int t = 0; t < 4; ++t) {
    [[fork::parallel]] for (int i = t % 2; i < n - 1; i += 2) if (a[i] > a[i + 1]) std::swap(a[i], a[i + 1]);
  }
}
// independent
void pairs_of_a_tree(double *a, double *, int *, int n) {
  for (int step = 1; step < n; step *= 2) {
    [[fork::parallel]] for (int i = 0; i < n; i += 2 * step) a[i] += a[i + step];
  }
}
// independent
void sieve_of_one_prime(double *a, double *, int *, int n) {
  for (int q = 2; q < n; ++q) {
    [[fork::parallel]] for (int i = q * q; i < n; i += q) a[i] = 0;
  }
}
// dependent
void fibonacci(double *a, double *, int *, int n) {
  a[0] = a[1] = 1;
  [[fork::parallel]] for (int i = 2; i < n; ++i) a[i] = std::fmod(a[i - 1] + a[i - 2], 1000);
}
// independent
void upper_triangle(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = i; j < n; ++j) a[i * n + j] = b[j] - b[i];
}
// dependent
void transposed_in_place_over_all(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < n; ++j) a[i * n + j] = a[j * n + i];
}
// independent
void transposed_in_place(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    for (int j = 0; j < i; ++j) { double t = a[i * n + j]; a[i * n + j] = a[j * n + i]; a[j * n + i] = t; }
}
// independent
void index_first_known_outside(double *a, double *b, int *p, int n) {
  int i = p[0] / 10;
  [[fork::parallel]] for (; i < n; ++i) a[i] = b[i] + a[i];
}
// dependent
void index_first_known_outside_neighbour(double *a, double *, int *p, int n) {
  int i = p[0] / 10 + 1;
  [[fork::parallel]] for (; i < n; ++i) a[i] = a[i - 1];
}
// independent
void blocks_by_number(double *a, double *b, int *, int n) {
  int size = (n + 3) / 4;
  [[fork::parallel]] for (int t = 0; t < 4; ++t) {
    int from = t * size, to = std::min(n, from + size);
    for (int i = from; i < to; ++i) a[i] = b[i];
  }
}
// dependent, not proven
void blocks_that_overlap(double *a, double *b, int *, int n) {
  int size = (n + 3) / 4;
  [[fork::parallel]] for (int t = 0; t < 4; ++t) {
    int from = t * size, to = from + size + 1;
    for (int i = from; i < to; ++i) a[i] = b[i];
  }
}

// RUN: %check_loops %s
// Variables declared outside: a missing private, last value, reduction; compaction; hidden state.
#include <cstdlib>
#include <vector>
static int total;
static double last_seen;
static void remember(double x) { last_seen = x; }
static int ticket() { static int next = 0; return next++; }
static double forgets(double x) { double kept = x; kept += 1; return kept; }
static void adds_to(double &sum, double x) { sum += x; }

// independent
void private_inside(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { double t = b[i]; t *= t; a[i] = t; }
}
// independent
void sum(double *a, double *, int *p, int n) {
  int s = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) s += p[i];
  a[0] = s;
}
// dependent
void prefix_sum(double *a, double *b, int *, int n) {
  double s = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { s += b[i]; a[i] = s; }
}
// dependent
void recurrence(double *a, double *b, int *, int n) {
  double x = 1;
  [[fork::parallel]] for (int i = 0; i < n; ++i) x = x * 0.5 + b[i];
  a[0] = x;
}
// independent
void maximum(double *a, double *b, int *, int n) {
  double m = b[0];
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (b[i] > m) m = b[i];
  a[0] = m;
}
// dependent
void global_written(double *a, double *, int *p, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { total = p[i] - total; a[i] = total; }
}
// dependent
void global_written_in_callee(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { remember(b[i]); a[i] = last_seen; }
}
// dependent
void static_local_in_callee(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = ticket();
}
// independent
void local_in_callee(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = forgets(b[i]);
}
// dependent
void sum_in_callee(double *a, double *b, int *, int n) {
  double s = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { adds_to(s, b[i]); a[i] = s; }
}
// independent
void own_sum_in_callee(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { double s = 0; adds_to(s, b[i]); adds_to(s, b[i + 1]); a[i] = s; }
}
// unknown, racy
void random_numbers(double *a, double *, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = std::rand();
}
// dependent
void static_local(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { static double before; a[i] = before; before = b[i]; }
}
// independent
void thread_local_scratch(double *a, double *b, int *, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) { thread_local double t; t = b[i]; a[i] = t * t; }
}

// RUN: %xfork --explain %s -- -std=c++20 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='taken to be'
// RUN: %xfork %s -- -std=c++20 2>&1 >%t.out | FileCheck %s --check-prefix=QUIET --allow-empty
// QUIET-NOT: remark
// What a proof takes for granted is said when asked for; see docs/decisions/0007-what-a-proof-takes-for-granted.md
#include <vector>
double cost(double x);
double half(double x) { return x / 2; }
void saxpy(float *y, const float *x, float a, int n) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: remark: 'y' and 'x' are taken to be different memory [fork-explain]
  [[fork::parallel]] for (int i = 0; i < n; ++i) y[i] += a * x[i];
}
// Different by their types, by restrict, and as objects of their own.
void apart(double *y, const int *x, const double *__restrict z, int n) {
  double w[8] = {};
  [[fork::parallel]] for (int i = 0; i < n; ++i) y[i] = x[i] + z[i] + w[i % 8];
}
void opaque(double *y, int n) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: remark: 'cost' is taken to change nothing but what it is given: its body is not visible [fork-explain]
  [[fork::parallel]] for (int i = 0; i < n; ++i) y[i] = cost(y[i]) + half(y[i]);
}

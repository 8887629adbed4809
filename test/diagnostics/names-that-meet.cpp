// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// Two names for one memory: what makes them so is named.
#include <functional>
#include <utility>

struct Held { double *data; explicit Held(double *d) : data(d) {} };
double *chosen(double *x, double *y);

void run(double *a, double *b, int n) {
  // CHECK: :[[@LINE+4]]:{{[0-9]+}}: warning: cannot prove that iterations write different elements: 'a[i]'; if they do, add 'fork::independent' [fork-unproven-independence]
  // CHECK: :[[@LINE+3]]:{{[0-9]+}}: note: it may be the same as 'h.data[i - 1]' here
  // CHECK: :{{[0-9]+}}:{{[0-9]+}}: note: by this, 'a' and 'h' may lead to the same memory
  Held h(a);
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = h.data[i - 1];
  Held g(b);
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = g.data[i - 1];
  // What a callee that is not seen gives back may be what it was given.
  // CHECK: :[[@LINE+3]]:{{[0-9]+}}: warning: cannot prove that iterations write different elements: 'a[i]'
  // CHECK: :[[@LINE+2]]:{{[0-9]+}}: note: it may be the same as 'c[i - 1]' here
  double *c = chosen(a, b);
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = c[i - 1];
}
// Pointers that only trade places stay apart.
void swapped(double *a, double *b, int n) {
  double *now = a, *next = b;
  for (int t = 0; t < 5; ++t) {
    [[fork::parallel]] for (int i = 1; i < n - 1; ++i) next[i] = now[i - 1] + now[i + 1];
    std::swap(now, next);
  }
}

// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// CHECK: {{.*}}:16:{{[0-9]+}}: warning: nothing can overlap this call: each call may change 'log', so the next one must wait for it; it runs serially [fork-no-overlap]
// See docs/diagnostics/fork-no-overlap.md
#include <iostream>
#include <vector>
int limit();
struct Canvas;
void append(std::vector<int> &log, int x);
struct Canvas { int pixels = 0; };
void draw(Canvas &canvas, int x);
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
void run(std::vector<int> &a, const std::vector<int> &order, int n) {
  std::vector<int> log;
  for (int i = 0; i < n; ++i) {
    [[fork::parallel]] append(log, i);
  }
}

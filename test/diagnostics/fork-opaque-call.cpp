// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// CHECK: {{.*}}:15:{{[0-9]+}}: warning: 'canvas' may be changed by every iteration through 'draw'; if that is safe, add 'fork::independent' [fork-opaque-call]
// See docs/diagnostics/fork-opaque-call.md
#include <iostream>
#include <vector>
int limit();
struct Canvas;
void append(std::vector<int> &log, int x);
struct Canvas { int pixels = 0; };
void draw(Canvas &canvas, int x);
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
void run(std::vector<int> &a, const std::vector<int> &order, int n) {
  Canvas canvas;
  [[fork::parallel]] for (int i = 0; i < n; ++i) draw(canvas, a[i]);
}

// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// CHECK: {{.*}}:14:{{[0-9]+}}: warning: cannot prove that iterations write different elements: 'a[order[i]]'; if they do, add 'fork::independent' [fork-unproven-independence]
// See docs/diagnostics/fork-unproven-independence.md
#include <iostream>
#include <vector>
int limit();
struct Canvas;
void append(std::vector<int> &log, int x);
struct Canvas { int pixels = 0; };
void draw(Canvas &canvas, int x);
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
void run(std::vector<int> &a, const std::vector<int> &order, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[order[i]] = i;
}

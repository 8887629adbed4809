// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ONCE
// ONCE-COUNT-1: [fork-misplaced-attribute]
// ONCE-NOT: [fork-misplaced-attribute]
// CHECK: {{.*}}:18:{{[0-9]+}}: error: 'fork::parallel' cannot stand here; it belongs on a loop, a call, a declaration initialised by a call, a compound statement or a function [fork-misplaced-attribute]
// See docs/diagnostics/fork-misplaced-attribute.md
#include <iostream>
#include <vector>
int limit();
struct Canvas;
void append(std::vector<int> &log, int x);
struct Canvas { int pixels = 0; };
void draw(Canvas &canvas, int x);
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
void run(std::vector<int> &a, const std::vector<int> &order, int n) {
  [[fork::parallel]] if (n > 3) a[0] = 1;
}

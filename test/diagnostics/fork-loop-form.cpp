// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ONCE
// ONCE-COUNT-1: [fork-loop-form]
// ONCE-NOT: [fork-loop-form]
// CHECK: {{.*}}:18:{{[0-9]+}}: error: this loop cannot run in parallel: its step multiplies or divides the loop variable, so that the number of iterations is not known before; count them, as in 'for (int k = 0; k < steps; ++k)' with 'i = first << k' [fork-loop-form]
// See docs/diagnostics/fork-loop-form.md
#include <iostream>
#include <vector>
int limit();
struct Canvas;
void append(std::vector<int> &log, int x);
struct Canvas { int pixels = 0; };
void draw(Canvas &canvas, int x);
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
void run(std::vector<int> &a, const std::vector<int> &order, int n) {
  [[fork::parallel]] for (int i = 1; i < n; i *= 2) a[i] = i;
}

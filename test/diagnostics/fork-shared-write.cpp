// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ONCE
// ONCE-COUNT-1: [fork-shared-write]
// ONCE-NOT: [fork-shared-write]
// CHECK: {{.*}}:19:{{[0-9]+}}: error: every iteration writes 'last', which is declared outside the loop, in a way that is not understood as a reduction [fork-shared-write]
// See docs/diagnostics/fork-shared-write.md
#include <iostream>
#include <vector>
int limit();
struct Canvas;
void append(std::vector<int> &log, int x);
struct Canvas { int pixels = 0; };
void draw(Canvas &canvas, int x);
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
void run(std::vector<int> &a, const std::vector<int> &order, int n) {
  int last = 0;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { a[i] = last; last = i; }
}

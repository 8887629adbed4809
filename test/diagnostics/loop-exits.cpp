// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Ways out of a loop. Those that stay inside it are fine.
void run(int *a, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    for (int j = 0; j < 3; ++j)
      if (j == 2) break;
    switch (a[i]) { case 1: break; }
    if (a[i] == 3) continue;
    auto square = [](int x) { return x * x; };
    // CHECK: :[[@LINE+1]]:20: error: 'break' out of a parallel loop is not supported yet [fork-loop-exit]
    if (a[i] == 4) break;
    // CHECK: :[[@LINE+1]]:20: error: 'return' out of a parallel loop is not supported yet [fork-loop-exit]
    if (a[i] == 5) return;
    // CHECK: :[[@LINE+1]]:20: error: 'goto' out of a parallel loop is not supported yet [fork-loop-exit]
    if (a[i] == 6) goto end;
    a[i] = square(i);
  }
end:
  a[0] = 0;
}

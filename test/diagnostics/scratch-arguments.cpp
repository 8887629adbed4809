// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// What fork::scratch takes.
void run(int *a, int (&b)[4], int n) {
  int row[4];
  // CHECK: :[[@LINE+1]]:21: error: 'fork::scratch' takes local variables that hold their own memory, arrays or containers declared outside the loop, as in 'fork::scratch(row)' [fork-bad-argument]
  [[fork::parallel, fork::scratch]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::scratch' takes local variables
  [[fork::parallel, fork::scratch(a)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::scratch' takes local variables
  [[fork::parallel, fork::scratch(b)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::scratch' takes local variables
  [[fork::parallel, fork::scratch(row, n + 1)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::scratch' takes local variables
  [[fork::parallel, fork::scratch(nowhere)]] for (int i = 0; i < n; ++i) a[i] = i;
}

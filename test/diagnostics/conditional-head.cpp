// RUN: not %xfork %s -- -std=c++20 2>&1 >%t.out | FileCheck %s --implicit-check-not=error:
// RUN: %clang_plugin -fsyntax-only %s
// Conditionals in the head of a loop: the branch that is not compiled would stay as it is, and not compile any more.
int run(int *a, int n) {
  int sum = 0;
  [[fork::parallel]] for (int i = 0; i <
// CHECK: :[[@LINE+1]]:1: error: this loop cannot run in parallel: its head differs by preprocessor conditionals, of which one branch would be rewritten; put them around a variable instead, or build with xfork++ or the plugin [fork-loop-form]
#if SMALL
                           10
#else
                           n
#endif
                           ; ++i)
    a[i] = i;
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
#if SMALL
    sum += 1;
#else
    sum += a[i];
#endif
  }
  return sum;
}
// CHECK: xfork: error: nothing was written

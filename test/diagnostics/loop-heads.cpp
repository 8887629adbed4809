// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Heads of loops whose iterations cannot be counted beforehand.
#include <iterator>
#include <iostream>
#include <list>
int f(int);
void run(int *a, int n) {
  int i;
  // CHECK: :[[@LINE+1]]:55: error: this loop cannot run in parallel: its step must add to or subtract from the loop variable, as in '++i' or 'i += 2' [fork-loop-form]
  [[fork::parallel]] for (int j = 0, k = n; j < k; ++j, --k) a[j] = k;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the loop variable 'i' is modified in the body [fork-index-modified]
  [[fork::parallel]] for (i = 0; i < n; ++i) i += a[i];
  static int shared;
  // CHECK: error: this loop cannot run in parallel: its variable 'shared' is not a local one, so that others may look at it; declare one in the loop [fork-loop-form]
  [[fork::parallel]] for (shared = 0; shared < n; ++shared) a[shared] = 1;
  // CHECK: :[[@LINE+1]]:22: error: this loop cannot run in parallel: its step must add to or subtract from the loop variable, as in '++i' or 'i += 2' [fork-loop-form]
  [[fork::parallel]] for (int j = 0; j < n;) a[j++] = 1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: this loop cannot run in parallel: its step multiplies or divides the loop variable
  [[fork::parallel]] for (int j = 1; j < n; j <<= 1) a[j] = 1;
  // CHECK: :[[@LINE+1]]:45: error: this loop cannot run in parallel: it steps away from its bound [fork-loop-form]
  [[fork::parallel]] for (int j = 0; j < n; --j) a[j] = 1;
  // CHECK: :[[@LINE+1]]:50: error: this loop cannot run in parallel: its step must be positive; count down with '-=' [fork-loop-form]
  [[fork::parallel]] for (int j = 0; j < n; j += 0) a[j] = 1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the loop's bound may change while it runs: it uses 'a[j]' [fork-loop-bound]
  [[fork::parallel]] for (int j = 0; j < n && a[j]; ++j) a[j] = 1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: the loop's bound may change while it runs: its head calls a function that may give something else the next time [fork-loop-bound]
  [[fork::parallel]] for (int j = 0; j * f(j) < n; ++j) a[j] = 1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: this loop cannot run in parallel: its head changes 'n', so that it cannot be evaluated by itself [fork-loop-form]
  [[fork::parallel]] for (int j = 0; j * 2 < n--; ++j) a[j] = 1;
  std::list<int> list;
  // CHECK: :[[@LINE+2]]:{{[0-9]+}}: error: the loop's bound may change while it runs: it uses 'list' [fork-loop-bound]
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration changes 'list' by calling 'erase', and the order would be lost
  [[fork::parallel]] for (std::list<int>::iterator at = list.begin(); at != list.end(); ++at) if (*at) list.erase(at);
}
// CHECK: :[[@LINE+1]]:62: error: this loop cannot run in parallel: it stands in a constexpr function, which may run at compile time; remove 'constexpr', or the annotation [fork-loop-form]
constexpr int total(int n) { int sum = 0; [[fork::parallel]] for (int i = 0; i < n; ++i) sum += i; return sum; }

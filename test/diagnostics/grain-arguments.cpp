// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// What fork::grain takes.
#include <vector>
void run(std::vector<int> &a, int n) {
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' takes one argument, the least number of iterations per task, as in 'fork::grain(64)' [fork-bad-argument]
  [[fork::parallel, fork::grain]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' takes one argument
  [[fork::parallel, fork::grain()]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' takes one argument
  [[fork::parallel, fork::grain(1, 2)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' needs at least one iteration per task [fork-bad-argument]
  [[fork::parallel, fork::grain(0)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' needs at least one iteration per task [fork-bad-argument]
  [[fork::parallel, fork::grain(2 - 5)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' needs an integer: the least number of iterations per task [fork-bad-argument]
  [[fork::parallel, fork::grain(2.5)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' needs an integer
  [[fork::parallel, fork::grain("many")]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' needs an integer
  [[fork::parallel, fork::grain(a)]] for (int i = 0; i < n; ++i) a[i] = i;
  // These are fine.
  [[fork::parallel, fork::grain(n)]] for (int i = 0; i < n; ++i) a[i] = i;
  [[fork::parallel, fork::grain(4 * 16)]] for (int i = 0; i < n; ++i) a[i] = i;
}
template <int N> void inTemplate(std::vector<int> &a, int n) {
  [[fork::parallel, fork::grain(N)]] for (int i = 0; i < n; ++i) a[i] = i;
}

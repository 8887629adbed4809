// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Attributes that contradict, repeat or lack each other.
// CHECK: :[[@LINE+1]]:3: error: 'fork::cpu_bound' and 'fork::io_bound' contradict each other; keep one [fork-contradictory-attributes]
[[fork::cpu_bound, fork::io_bound]] int f(int);
int g(int);
void run(int *a, int n) {
  // CHECK: :[[@LINE+1]]:5: error: 'fork::thread' and 'fork::process' contradict each other; keep one [fork-contradictory-attributes]
  [[fork::thread]] [[fork::process]] g(1);
  // CHECK: :[[@LINE+1]]:5: error: 'fork::thread' and 'fork::process' contradict each other; keep one [fork-contradictory-attributes]
  [[fork::process, fork::parallel, fork::thread]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:24: error: 'fork::parallel' is given twice; keep one [fork-repeated-attribute]
  [[fork::parallel]] [[fork::parallel]] g(1);
  // CHECK: :[[@LINE+1]]:37: error: 'fork::grain' is given twice; keep one [fork-repeated-attribute]
  [[fork::parallel, fork::grain(8), fork::grain(8)]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: :[[@LINE+1]]:5: error: 'fork::independent' qualifies 'fork::parallel', which is missing here [fork-needs-parallel]
  [[fork::independent]] g(1);
  // CHECK: :[[@LINE+1]]:5: error: 'fork::ordered' qualifies 'fork::parallel', which is missing here [fork-needs-parallel]
  [[fork::ordered]] for (int i = 0; i < n; ++i) a[i] = i;
}

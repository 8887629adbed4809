// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// What a later version will do is refused at the site, never ignored.
int f(int);
void run(int *a, int n) {
  // CHECK-DAG: :[[@LINE+1]]:20: error: 'fork::ordered' on a loop in processes is not supported yet [fork-not-supported-yet]
  [[fork::process, fork::ordered]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK-DAG: :[[@LINE+1]]:20: error: 'fork::reduce' on a loop in processes is not supported yet [fork-not-supported-yet]
  [[fork::process, fork::reduce(f, n)]] for (int i = 0; i < n; ++i) a[i] = i;
  int sum = 0;
  // CHECK-DAG: :[[@LINE+1]]:5: error: 'fork::process' on a while loop is not supported yet [fork-not-supported-yet]
  [[fork::process]] while (n-- > 0) f(1);
}

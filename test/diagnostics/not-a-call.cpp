// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Nothing that could run beside the rest, and places where nothing can.
int f(int);
int run(int n) {
  // CHECK-DAG: :[[@LINE+1]]:26: error: there is no call to run in parallel here; annotate a call, a declaration initialised by a call, or a loop [fork-not-a-call]
  [[fork::parallel]] int u;
  // CHECK-DAG: :[[@LINE+1]]:30: error: there is no call to run in parallel here
  [[fork::parallel]] int v = n;
  // CHECK-DAG: :[[@LINE+1]]:24: error: there is no call to run in parallel here
  [[fork::parallel]] n + 1;
  // CHECK-DAG: :[[@LINE+1]]:26: error: there is no call to run in parallel here
  [[fork::parallel]] n = 3;
  // CHECK-DAG: :[[@LINE+1]]:22: error: there is no call to run in parallel here
  [[fork::parallel]] ++n;
  // CHECK-DAG: :[[@LINE+1]]:31: error: there is no call to run in parallel here
  [[fork::parallel]] auto l = [] { return f(1); };
  // CHECK-DAG: :[[@LINE+1]]:33: error: this call cannot run in parallel: a static variable is initialised once, when it is first reached [fork-call-form]
  [[fork::parallel]] static int s = f(1);
  // CHECK-DAG: :[[@LINE+1]]:33: error: this call cannot run in parallel: this declares a variable that another unit initialises [fork-call-form]
  [[fork::parallel]] extern int e;
  // CHECK-DAG: :[[@LINE+1]]:22: error: there is no call to run in parallel here
  [[fork::parallel]] throw n;
}

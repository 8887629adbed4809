// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Misspelt names, with a suggestion where one is near.
int f(int);
void run(int n) {
  // CHECK: :[[@LINE+1]]:11: error: unknown attribute 'fork::paralell'; did you mean 'fork::parallel'? [fork-unknown-attribute]
  [[fork::paralell]] f(1);
  // CHECK: :[[@LINE+1]]:11: error: unknown attribute 'fork::Parallel'; did you mean 'fork::parallel'? [fork-unknown-attribute]
  [[fork::Parallel]] f(1);
  // CHECK: :[[@LINE+1]]:11: error: unknown attribute 'fork::threads'; did you mean 'fork::thread'? [fork-unknown-attribute]
  [[fork::threads]] f(1);
  // CHECK: :[[@LINE+1]]:27: error: unknown attribute 'fork::independant'; did you mean 'fork::independent'? [fork-unknown-attribute]
  [[fork::parallel, fork::independant]] for (int i = 0; i < n; ++i) f(i);
  // CHECK: :[[@LINE+1]]:17: error: unknown attribute 'fork::cpubound'; did you mean 'fork::cpu_bound'? [fork-unknown-attribute]
  [[using fork: cpubound]] f(1);
  // CHECK: :[[@LINE+1]]:11: error: unknown attribute 'fork::xyzzy' [fork-unknown-attribute]
  [[fork::xyzzy]] f(1);
  // CHECK: :[[@LINE+1]]:12: error: unknown attribute 'xfork::parallel'; did you mean 'fork::parallel'? [fork-unknown-attribute]
  [[xfork::parallel]] f(1);
  // CHECK: :[[@LINE+1]]:11: error: unknown attribute 'Fork::parallel'; did you mean 'fork::parallel'? [fork-unknown-attribute]
  [[Fork::parallel]] f(1);
}
// Other people's attributes are none of our business.
[[gnu::noinline, vendor::parallel]] int g(int);

// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Attributes on what they have no meaning for: each is reported once, where it is written.
int f(int);
// CHECK: :[[@LINE+1]]:10: error: 'fork::parallel' cannot stand here; it belongs on a loop, a call, a declaration initialised by a call, a compound statement or a function [fork-misplaced-attribute]
struct [[fork::parallel]] Structure {
  // CHECK: :[[@LINE+1]]:5: error: 'fork::parallel' cannot stand here; it belongs on
  [[fork::parallel]] int member;
};
// CHECK: :[[@LINE+1]]:3: error: 'fork::grain' cannot stand here; it belongs beside 'fork::parallel' on a loop [fork-misplaced-attribute]
[[fork::grain(2)]] int declared(int);
// CHECK: :[[@LINE+1]]:18: error: 'fork::parallel' cannot stand here; it belongs on
void parameter([[fork::parallel]] int x);
// CHECK: :[[@LINE+1]]:3: error: 'fork::parallel' cannot stand here; it belongs on
[[fork::parallel]] int global = f(3);
// CHECK: :[[@LINE+1]]:13: error: 'fork::parallel' cannot stand here; it belongs on
namespace [[fork::parallel]] space {}
// CHECK: :[[@LINE+1]]:8: error: 'fork::parallel' cannot stand here; it belongs on
enum [[fork::parallel]] Enumeration { one };
// CHECK: :[[@LINE+1]]:15: error: 'fork::parallel' cannot stand here; it belongs on
using Alias [[fork::parallel]] = int;

void run(int n) {
  // CHECK: :[[@LINE+1]]:5: error: 'fork::parallel' cannot stand here; it belongs on
  [[fork::parallel]] if (n > 0) f(1);
  // CHECK: :[[@LINE+1]]:5: error: 'fork::parallel' cannot stand here; it belongs on
  [[fork::parallel]] do f(1); while (n-- > 0);
  // CHECK: :[[@LINE+1]]:5: error: 'fork::parallel' cannot stand here; it belongs on
  [[fork::parallel]] switch (n) { default: f(1); }
  // CHECK: :[[@LINE+1]]:5: error: 'fork::parallel' cannot stand here; it belongs on
  [[fork::parallel]] try { f(1); } catch (...) {}
  // CHECK: :[[@LINE+1]]:5: error: 'fork::parallel' cannot stand here; it belongs on
  [[fork::parallel]] ;
  // CHECK: :[[@LINE+1]]:21: error: 'fork::grain' cannot stand here; it belongs beside 'fork::parallel' on a loop [fork-misplaced-attribute]
  [[fork::parallel, fork::grain(4)]] f(1);
  // CHECK: :[[@LINE+1]]:21: error: 'fork::cpu_bound' cannot stand here; it belongs on a function [fork-misplaced-attribute]
  [[fork::parallel, fork::cpu_bound]] f(1);
  // CHECK: :[[@LINE+1]]:5: error: 'fork::io_bound' cannot stand here; it belongs on a function [fork-misplaced-attribute]
  [[fork::io_bound]] f(1);
  // CHECK: :[[@LINE+1]]:5: error: 'fork::parallel' cannot stand here; it belongs on
  [[fork::parallel]] return;
}

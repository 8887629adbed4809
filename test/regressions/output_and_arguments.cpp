// RUN: not %xfork %s -- -std=c++20 2>&1 | FileCheck %s
// Output by printf is output too; an attribute without parameters takes no arguments.
#include <cstdio>
void f(int n) {
  // CHECK-DAG: [[#@LINE+1]]:{{[0-9]+}}: warning: iterations write to 'stdout' in no particular order{{.*}}[fork-unordered-output]
  [[fork::parallel]] for (int i = 0; i < n; ++i) std::printf("%d", i);
  // CHECK-DAG: [[#@LINE+1]]:{{[0-9]+}}: error: 'fork::parallel' takes no arguments [fork-bad-argument]
  [[fork::parallel(3)]] for (int i = 0; i < n; ++i) ;
}

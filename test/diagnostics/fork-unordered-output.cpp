// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: grep 'xfork::for_each' %t.out
// See docs/diagnostics/fork-unordered-output.md
#include <iostream>
#include <vector>
void run(const std::vector<int> &a, std::ostream &page) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: iterations write to 'std::cout{{.*}}' in no particular order; if that is fine, add 'fork::independent' [fork-unordered-output]
  [[fork::parallel]] for (int x : a) std::cout << x << '\n';
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: iterations write to 'page{{.*}}' in no particular order; if that is fine, add 'fork::independent' [fork-unordered-output]
  [[fork::parallel]] for (int x : a) page << x << '\n';
  [[fork::parallel, fork::independent]] for (int x : a) std::cout << x << '\n';
}

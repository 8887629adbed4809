// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: grep 'xfork::for_each' %t.out
// See docs/diagnostics/fork-unordered-output.md
#include <cstdio>
#include <iostream>
#include <vector>
void run(const std::vector<int> &a, std::ostream &page) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: iterations write to 'std::cout{{.*}}' in no particular order; add 'fork::ordered' to keep it, or 'fork::independent' if it does not matter [fork-unordered-output]
  [[fork::parallel]] for (int x : a) std::cout << x << '\n';
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: iterations write to 'page{{.*}}' in no particular order; add 'fork::ordered' to keep it, or 'fork::independent' if it does not matter [fork-unordered-output]
  [[fork::parallel]] for (int x : a) page << x << '\n';
  // The fix-it:
  // CHECK: for (int x : a) page
  // CHECK: , fork::ordered
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: iterations write to 'stderr' in no particular order; add 'fork::ordered' to keep it, or 'fork::independent' if it does not matter [fork-unordered-output]
  [[using fork: parallel]] for (int x : a) fprintf(stderr, "%d", x);
  // CHECK: for (int x : a) fprintf
  // CHECK: {{  }}, ordered
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: iterations write to 'stdout' in no particular order; add 'fork::ordered' to keep it, or 'fork::independent' if it does not matter [fork-unordered-output]
  [[fork::parallel]] for (int x : a) std::printf("%d", x);
  // CHECK: for (int x : a) std::printf
  // CHECK: , fork::ordered
  [[fork::parallel, fork::independent]] for (int x : a) std::cout << x << '\n';
}

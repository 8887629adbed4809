// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ONCE
// ONCE-COUNT-1: [fork-loop-exit]
// ONCE-NOT: [fork-loop-exit]
// CHECK: {{.*}}:12:{{[0-9]+}}: error: 'goto' cannot leave this parallel loop: its jumps out lead to different places; leave it in one way [fork-loop-exit]
// See docs/diagnostics/fork-loop-exit.md
#include <vector>
int run(const std::vector<int> &a) {
  [[fork::parallel]] for (int x : a) {
    if (x < 0) goto failed;
    if (x == 7) return x;
  }
failed:
  return -1;
}

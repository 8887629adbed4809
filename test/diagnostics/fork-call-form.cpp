// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ONCE
// ONCE-COUNT-1: [fork-call-form]
// ONCE-NOT: [fork-call-form]
// CHECK: {{.*}}:11:{{[0-9]+}}: error: this call cannot run in parallel: it stands in a constexpr function, which may run at compile time [fork-call-form]
// See docs/diagnostics/fork-call-form.md
constexpr int helper(int x) { return x; }
constexpr int twice(int x) {
  [[fork::parallel]] int y = helper(x);
  return 2 * y;
}

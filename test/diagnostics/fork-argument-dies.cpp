// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ONCE
// ONCE-COUNT-2: [fork-argument-dies]
// ONCE-NOT: [fork-argument-dies]
// See docs/diagnostics/fork-argument-dies.md
struct Guard {
  explicit Guard(int);
  Guard(const Guard &) = delete;
};
int use(const Guard &guard);
int f(int x);
bool more(const Guard &guard);
int run(int n) {
  int sum = 0;
  // CHECK: :[[@LINE+2]]:24: error: the task needs 'guard', which dies with the statement it is declared in, and cannot be copied [fork-argument-dies]
  for (const Guard guard{n}; more(guard);)
    [[fork::parallel]] sum += use(guard);
  // CHECK: :[[@LINE-2]]:20: note: 'guard' is declared here
  // CHECK: :[[@LINE+3]]:24: error: the task needs 'last', which dies with the statement it is declared in, before the result can be put there [fork-argument-dies]
  switch (int last = 0; n) {
  case 1:
    [[fork::parallel]] last = f(n);
    break;
  default:
    sum += last;
  }
  return sum;
}

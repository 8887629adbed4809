// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Ways out of a loop that are refused, and why. Those that stay inside it are fine.
#include <memory>

void *places[2];
void run(int *a, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    for (int j = 0; j < 3; ++j)
      if (j == 2) break;
    switch (a[i]) { case 1: break; }
    if (a[i] == 3) continue;
    auto square = [](int x) { return x * x; };
    if (a[i] == 4) goto next;
    a[i] = square(i);
  next:;
  }
}

#define REQUIRE(x) if (!(x)) return
void in_macro(const int *a, int n) {
  // CHECK: :[[@LINE+1]]:52: error: 'return' cannot leave this parallel loop: it comes from a macro; write it out [fork-loop-exit]
  [[fork::parallel]] for (int i = 0; i < n; ++i) { REQUIRE(a[i] > 0); }
}

void computed(const int *a, int n) {
  // CHECK: :[[@LINE+1]]:66: error: 'goto' cannot leave this parallel loop: where it leads is computed [fork-loop-exit]
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (a[i] > 0) goto *places[n]; }
label:
  places[0] = &&label;
}

auto deduced(const auto *a, int n) {
  // CHECK: :[[@LINE+1]]:66: error: 'return' cannot leave this parallel loop: the return type of its function is deduced; write it out [fork-loop-exit]
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (a[i] > 0) return a[i]; }
  return *a;
}

std::unique_ptr<int> moves(const int *a, int n) {
  auto shared = std::make_unique<int>(n);
  // CHECK: :[[@LINE+1]]:66: error: 'return' cannot leave this parallel loop: it would move 'shared', which all iterations share [fork-loop-exit]
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (a[i] > 0) return shared; }
  return nullptr;
}

void in_processes(int *a, int n) {
  // CHECK: :[[@LINE+1]]:65: error: 'break' cannot leave this parallel loop: its iterations run in other processes [fork-loop-exit]
  [[fork::process]] for (int i = 0; i < n; ++i) { if (a[i] > 0) break; a[i] = 1; }
}

void jumped_into(int *a, int n) {
  int i = 0;
  // CHECK: :[[@LINE+1]]:14: error: this loop cannot run in parallel: this jumps into its body [fork-loop-form]
  if (n > 9) goto inside;
  [[fork::parallel, fork::independent]] for (; i < n; ++i) {
  inside:
    a[i] = n;
  }
}

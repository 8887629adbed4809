// RUN: %xfork %s -- -std=c++20 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: grep xfork::for_loop %t.out
// RUN: not %xfork %s -- -std=c++20 -Werror=fork-effects-after-exit 2>&1 | FileCheck %s --check-prefix=ERROR
// ERROR: error: 'a[i]' may be written by iterations behind the one that leaves the loop
// See docs/diagnostics/fork-effects-after-exit.md
#include <atomic>
#include <vector>

int check(int x);
void set(std::vector<int> &a, int i) { a[i] = i; }
std::atomic<int> calls;

void run(std::vector<int> &a, int n) {
  // CHECK: :[[@LINE+2]]:73: warning: 'a[i]' may be written by iterations behind the one that leaves the loop, which the serial program does not run; if that is fine, add 'fork::independent' [fork-effects-after-exit]
  // CHECK: :[[@LINE+1]]:66: note: the loop is left here
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (a[i] < 0) break; a[i] = i; }
  [[fork::parallel, fork::independent]] for (int i = 0; i < n; ++i) { if (a[i] < 0) break; a[i] = i; }
  // CHECK: :[[@LINE+1]]:73: warning: 'calls' may be changed by iterations
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (a[i] < 0) break; calls++; }
  // CHECK: :[[@LINE+1]]:78: warning: 'a' may be {{.*}} by iterations
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (a[i] < 0) return; set(a, i); }
}

// Nothing stays: only what goes with the iteration that leaves, and what dies with the function.
bool silent(const std::vector<int> &a, std::vector<int> &seen, int *where) {
  std::vector<int> own(a.size());
  const int n = static_cast<int>(a.size());
  bool any = false;
  [[fork::parallel]] for (int i = 0; i < n; ++i) { if (a[i] == 3) { any = true; break; } seen.push_back(i); }
  [[fork::parallel]] for (int i = 0; i < n; ++i) { own[i] = check(i); if (own[i] < 0) { *where = i; return any; } }
  return !any;
}

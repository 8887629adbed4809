// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// See docs/diagnostics/fork-no-overlap.md
#include <mutex>

int opaque(int x);

struct Table {
  std::recursive_mutex mutex;
  int rows = 0;

  int count(int x) {
    std::lock_guard guard(mutex);
    return rows + x;
  }

  int twice() {
    std::lock_guard guard(mutex);
    // CHECK: :[[@LINE+2]]:{{[0-9]+}}: warning: nothing can overlap this call: a recursive lock is held here, and if the call takes it, too, only this thread can; it runs serially [fork-no-overlap]
    // CHECK: note: if the call does not take the lock, add 'fork::independent'
    [[fork::parallel]] int a = count(1);
    int b = count(2);
    return a + b;
  }
};

std::recursive_timed_mutex global;

int by_hand(bool deep) {
  global.lock();
  int sum = 0;
  if (deep) {
    // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: nothing can overlap this call: a recursive lock is held here
    [[fork::parallel]] int a = opaque(1);
    sum = opaque(2) + a;
  }
  global.unlock();
  // Not any more.
  [[fork::parallel]] int a = opaque(3);
  int b = opaque(4);
  return sum + a + b;
}

int square(int x) { return x * x; }

// Calls that take no lock, or are said not to; locks that nobody can take twice, with or without xfork.
int fine(Table &table) {
  std::scoped_lock guard(table.mutex);
  [[fork::parallel]] int a = square(1);
  int b = opaque(2);
  [[fork::parallel, fork::independent]] int c = opaque(3);
  int d = opaque(4);
  return a + b + c + d;
}

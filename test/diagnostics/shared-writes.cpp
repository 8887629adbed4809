// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// Writes to what iterations share, with notes that say where it is declared and where it is written.
#include <string>
#include <vector>
int global;
void setGlobal(int x) { global = x; }
struct Account {
  int total = 0;
  void run(const std::vector<int> &a) {
    // CHECK: :[[@LINE+1]]:40: error: every iteration writes 'total', which is declared outside the loop, in a way that is not understood as a reduction [fork-shared-write]
    [[fork::parallel]] for (int x : a) total = x;
  }
};
void run(const std::vector<int> &a) {
  int last = 0;
  // CHECK: :[[@LINE+3]]:51: error: every iteration writes 'last', which is declared outside the loop
  // CHECK: :[[@LINE-2]]:7: note: 'last' is declared here
  // CHECK: :[[@LINE+1]]:51: note: its last value is used after the loop, and not every iteration assigns it
  [[fork::parallel]] for (int x : a) { if (x > 3) last = x; }
  // CHECK: :[[@LINE+2]]:{{[0-9]+}}: error: every iteration writes 'last', which is declared outside the loop
  // CHECK: note: an iteration may read the value that an earlier one left
  [[fork::parallel]] for (int x : a) last = x - last;
  // A fold whose part is looked at on the way, and two folds of different kinds.
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'last', which is declared outside the loop
  [[fork::parallel]] for (int x : a) { last += x; if (last > 3) setGlobal(0); }
  // CHECK: :{{[0-9]+}}:{{[0-9]+}}: error: every iteration writes 'global', which is declared outside the loop
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'last', which is declared outside the loop
  [[fork::parallel]] for (int x : a) { last += x; last *= 2; }
  // Through a function whose body is visible: the call is named, and the write.
  // CHECK: :[[@LINE+3]]:38: error: every iteration writes 'global', which is declared outside the loop
  // CHECK: :7:5: note: 'global' is declared here
  // CHECK: :8:25: note: 'global' is written here
  [[fork::parallel]] for (int x : a) setGlobal(x);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'calls', which is declared outside the loop
  [[fork::parallel]] for (int x : a) { static int calls; calls = x; }
  std::string text;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'text', which is declared outside the loop
  [[fork::parallel]] for (int x : a) text = text + std::to_string(x);
  // The range itself: the serial loop would go on in what was assigned.
  std::vector<int> own(3);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'own', which is declared outside the loop
  [[fork::parallel]] for (int x : own) own = std::vector<int>(x, x);
  // Of equal values the last one would be selected.
  int least = 9, where = 0;
  // CHECK: :[[@LINE+3]]:{{[0-9]+}}: error: every iteration writes 'least', which is declared outside the loop
  // CHECK: note: of equal values the last one would count; write '<' or '>', so that the first one does
  // CHECK: error: every iteration writes 'where', which is declared outside the loop
  [[fork::parallel]] for (int x : a) if (x <= least) { least = x; where = x; }
  setGlobal(last + where);
}
template <class T> void inTemplate(T &t, int n) {
  // CHECK: :[[@LINE+1]]:50: error: every iteration writes 't.total', which is declared outside the loop
  [[fork::parallel]] for (int i = 0; i < n; ++i) t.total = i;
}
// Said once, in the pattern, however many instantiations there are.
template void inTemplate(Account &, int);

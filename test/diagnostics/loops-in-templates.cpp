// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// In templates: what is known of types and callees before they are.
#include <vector>

template <class T, int Width> struct Table {
  std::vector<T> cells;
  T &at(int r, int c) { return cells[r * Width + c]; }
  void fill(const T &value, int n) {
    [[fork::parallel]] for (int y = 0; y < n; ++y)
      for (int x = 0; x < Width; ++x) at(y, x) = value;
  }
  void down(int n) {
    [[fork::parallel]] for (int y = 1; y < n; ++y)
      // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: iterations depend on each other: 'at(y, x)' is written here, and 'at(y - 1, x)' is read 1 iteration after [fork-loop-carried-dependence]
      for (int x = 0; x < Width; ++x) at(y, x) = at(y - 1, x);
  }
};
template <class T> void own(T *a, const T *b, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = b[i] + b[i + 1];
}
template <class T> void neighbour(T &a, int n) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: iterations depend on each other: 'a[i]' is written here, and 'a[i - 1]' is read 1 iteration after
  [[fork::parallel]] for (int i = 1; i < n; ++i) a[i] = a[i - 1];
}
template <class T, class Sink> void handed_out(T &a, Sink &sink, int n) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'sink' may be changed by every iteration through 'store'; if that is safe, add 'fork::independent' [fork-opaque-call]
  [[fork::parallel]] for (int i = 0; i < n; ++i) store(sink, a[i]);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'sink' may be changed by every iteration through 'store'
  [[fork::parallel]] for (int i = 0; i < n; ++i) sink.store(i);
  [[fork::parallel]] for (int i = 0; i < n; ++i) store(a[i], i);
  [[fork::parallel, fork::independent]] for (int i = 0; i < n; ++i) store(sink, a[i]);
}
template struct Table<double, 8>;

// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// An update whose value is used shows how far the loop has come: no reduction.
#include <vector>
void run(std::vector<int> &a, std::vector<int> &out, int n) {
  int k = 0;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'k', which is declared outside the loop
  [[fork::parallel]] for (int i = 0; i < n; ++i) if (k++ < 3) a[i] = 1;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'k', which is declared outside the loop
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = a[i] ? k++ : 0;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration writes 'k', which is declared outside the loop
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = (k += i);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration changes 'out' by calling 'emplace_back', and the order would be lost [fork-shared-mutation]
  [[fork::parallel, fork::independent]] for (int i = 0; i < n; ++i) a[i] = out.emplace_back(i);
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: every iteration changes 'out' by calling 'push_back', and the order would be lost [fork-shared-mutation]
  [[fork::parallel]] for (int i = 0; i < n; ++i) { out.push_back(i); a[i] = static_cast<int>(out.size()); }
  a[0] = k;
}

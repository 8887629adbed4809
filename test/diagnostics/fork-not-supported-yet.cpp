// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=ONCE
// ONCE-COUNT-4: [fork-not-supported-yet]
// ONCE-NOT: [fork-not-supported-yet]
// CHECK: {{.*}}:20:{{[0-9]+}}: error: 'fork::process' on a while loop is not supported yet [fork-not-supported-yet]
// See docs/diagnostics/fork-not-supported-yet.md
#include <iostream>
#include <map>
#include <vector>
int limit();
struct Canvas;
void append(std::vector<int> &log, int x);
struct Canvas { int pixels = 0; };
void draw(Canvas &canvas, int x);
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
void run(std::vector<int> &a, const std::vector<int> &order, int n) {
  std::string line;
  [[fork::process]] while (std::getline(std::cin, line)) draw(*(Canvas *)nullptr, n);
}
// What a loop in processes cannot gather yet.
void gather(const std::vector<int> &a, std::vector<int> &counts, std::vector<int> &some, std::map<int, int> &words) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: 'fork::process' on a loop that gathers in 'counts' (a histogram, a merge or a compaction) is not supported yet [fork-not-supported-yet]
  [[fork::process]] for (int x : a) ++counts[x];
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: 'fork::process' on a loop that gathers in 'words' (a histogram, a merge or a compaction) is not supported yet [fork-not-supported-yet]
  [[fork::process]] for (int x : a) ++words[x];
  int k = 0;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: 'fork::process' on a loop that gathers in 'k' (a histogram, a merge or a compaction) is not supported yet [fork-not-supported-yet]
  [[fork::process]] for (int x : a) if (x > 0) some[k++] = x;
}

// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: FileCheck %s --input-file=%t.out --check-prefix=OUT
// See docs/diagnostics/fork-lost-write.md
#include <atomic>
#include <string>
#include <vector>
int calls = 0;
int measure(int n) { ++calls; return n * n; }
void fill(int *begin, int n);
void one(int *number);
struct Cache { int *entries = nullptr; int hits = 0; };
int lookup(Cache &cache, int n);
std::atomic<int> hits{0};
int hit(int n) { std::atomic<int> own{n}; ++own; return ++hits; }
int both(std::vector<int> &a, std::string &text);
void run(int n, std::vector<int> &a, std::vector<int> &other, Cache &cache) {
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: warning: 'calls' is changed in another process, and the change is lost; it is a variable that the call changes by itself [fork-lost-write]
  [[fork::process]] int x = measure(n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: warning: 'a.data()' is changed in another process, and the change is lost; only objects named by the call come back, not what a pointer leads to [fork-lost-write]
  [[fork::process]] fill(a.data(), n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: warning: 'cache' is changed in another process, and the change is lost; it cannot come back: its field 'entries', of type 'int *', is a pointer, and what it refers to is not there [fork-lost-write]
  [[fork::process]] int y = lookup(cache, x);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: warning: 'other{{.*}}' is changed in another process, and the change is lost [fork-lost-write]
  [[fork::process, fork::independent]] for (int &e : a) { e = y; other[static_cast<std::size_t>(e)] = e; }
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: warning: 'a[k]' is changed in another process, and the change is lost; a variable of the iteration says which element it is [fork-lost-write]
  [[fork::process, fork::independent]] for (std::size_t i = 0; i < a.size(); ++i) { const std::size_t k = i; a[k] = 1; }
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: warning: 'hits' is changed in another process, and the change is lost; it is not shared between processes [fork-lost-write]
  [[fork::process]] int w = hit(n);
  std::atomic<int> sum{0};
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: warning: 'sum' is changed in another process, and the change is lost; it is not shared between processes [fork-lost-write]
  [[fork::process]] for (int e : a) sum += e + w;
  // OUT: returning([&](std::vector<int>::iterator it) -> auto & { return *it; })
  [[fork::process]] for (std::vector<int>::iterator it = a.begin(); it != a.end(); ++it) *it = sum.load();
  // OUT: process_task([&] { return both(a, text); }, ::xfork::changing(a, text))
  std::string text;
  [[fork::process]] int z = both(a, text);
  // OUT: process_task([&] { one(&z); }, ::xfork::changing(z))
  [[fork::process]] one(&z);
}

// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// See docs/diagnostics/fork-cannot-travel.md
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>
struct Log { std::mutex lock; std::string text; };
struct Report { std::string name; Log log; };
Report make(int n);
std::string_view view(int n);
std::map<int, std::vector<const char *>> table(int n);
struct Listed {
  std::mutex lock;
  std::string text;
  Listed() = default;
  Listed(const Listed &other) : text(other.text) {}
  template <class Visit> void xfork_fields(Visit &&visit) { visit(text); }
};
Listed listed(int n);
class Hidden { std::string text; public: explicit Hidden(int); int size() const; };
Hidden hidden(int n);
class Packed { std::string text; unsigned small : 3; public: explicit Packed(int); int size() const; };
Packed packed(int n);
struct Base { int n; };
struct Virtual : virtual Base { std::string text; };
Virtual with_virtual_base(int n);
struct Named { const std::string name; std::string texts[2]; };
Named named(int n);
void use(...);
[[fork::process]] int &kept(int n);
void run(int n) {
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: this cannot come back from another process: its field 'log.lock', of type 'std::mutex', is nothing that another process could have a copy of [fork-cannot-travel]
  [[fork::process]] Report r = make(n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: this cannot come back from another process: 'std::{{.*}}string_view{{.*}}' is a view of something that is not there [fork-cannot-travel]
  [[fork::process]] std::string_view v = view(n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: this cannot come back from another process: 'const char *' is a pointer, and what it refers to is not there [fork-cannot-travel]
  [[fork::process]] auto t = table(n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: this cannot come back from another process: 'Packed' is a class with a bit-field or a field without a name: specialise xfork::serialise [fork-cannot-travel]
  [[fork::process]] Packed p = packed(n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: this cannot come back from another process: 'Virtual' is a class with a virtual base: specialise xfork::serialise [fork-cannot-travel]
  [[fork::process]] Virtual w = with_virtual_base(n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: this cannot come back from another process: 'Named' is a class whose fields cannot be assigned, and which cannot be given a constructor: specialise xfork::serialise [fork-cannot-travel]
  [[fork::process]] Named m = named(n);
  [[fork::process]] Hidden h = hidden(n);
  [[fork::process]] Listed l = listed(n);
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: this cannot come back from another process: a reference leads to nothing in another process [fork-cannot-travel]
  if (kept(n) == 1)
    return;
  use(&r, &v, &t, &h, &l, &p, &w, &m);
}

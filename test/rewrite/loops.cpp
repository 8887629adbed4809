// RUN: %xfork %s -- -std=c++20 > %t.cpp
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %check_run %s
// The text of every form of loop.
#include <cstdio>
#include <list>
#include <map>
#include <string>
#include <vector>

int main() {
  const int n = 40;
  std::vector<int> a(n), b(n);
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = i;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(0, n), [&](int i) { a[i] = i; });{{$}}
  [[fork::parallel]] for (std::size_t i = 0; i < a.size(); i += 2) { a[i] += 1; }
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<std::size_t>(0, a.size(), 2), [&](std::size_t i) { a[i] += 1; });{{$}}
  [[fork::parallel]] for (int i = 1; i <= n - 1; i++) b[i] = a[i];
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::up_to<int>(1, n - 1), [&](int i) { b[i] = a[i]; });{{$}}
  [[fork::parallel]] for (int i = n - 1; i > 0; --i) b[i] -= 2;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::above<int>(n - 1, 0), [&](int i) { b[i] -= 2; });{{$}}
  [[fork::parallel]] for (int i = n - 1; i >= 0; i -= 3) b[i] -= 2;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::down_to<int>(n - 1, 0, 3), [&](int i) { b[i] -= 2; });{{$}}
  [[fork::parallel]] for (auto i = n - 1; i != 0; i--) b[i] -= 2;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::until(n - 1, 0, -1), [&](auto i) { b[i] -= 2; });{{$}}
  [[fork::parallel]] for (int i = 0; n > i; i = i + 1) b[i] *= 2;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(0, n), [&](int i) { b[i] *= 2; });{{$}}
  [[fork::parallel, fork::grain(8)]] for (int &x : a) ++x;
  // CHECK: {{^}}  ::xfork::for_each(a, ::xfork::grain(8), [&](int &x) { ++x; });{{$}}
  [[fork::parallel]] for (int i = 0; i < n; ++i) {
    // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(0, n), [&](int i) {{{$}}
    if (i % 2)
      continue;
      // CHECK: {{^}}      return;{{$}}
    for (int k = 0; k < 3; ++k) {
      if (k == 1)
        continue;
        // CHECK: {{^}}        continue;{{$}}
      a[i] += k;
    }
  }
  // CHECK: {{^}}  });{{$}}

  [[fork::parallel]]
  for (int i = 0; // from the start
       i < n;     // to the end
       ++i)
    b[i] += a[i];
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(0, // from the start{{$}}
  // CHECK-NEXT: {{^}}       n), [&](int i) // to the end{{$}}
  // CHECK: {{^}}    { b[i] += a[i]; });{{$}}

  long sum = 0;
  int most = 0;
  bool all = true;
  [[fork::parallel]] for (const auto &x : b) { sum += x; most = std::max(most, x); all = all && x > -100; }
  // CHECK: ::xfork::for_each(b, ::xfork::reduction_plus(sum), ::xfork::reduction_max(most), ::xfork::reduction_logical_and(all), [&](const auto &x, auto &sum_part, auto &most_part, auto &all_part) { sum_part += x; most_part = std::max(most_part, x); all_part = all_part && x > -100; });

  std::map<std::string, int> m{{"one", 1}, {"two", 2}};
  [[fork::parallel]] for (auto &[key, value] : m) value += static_cast<int>(key.size());
  // CHECK: ::xfork::for_each(m, [&](auto &&item) { auto &[key, value] = item; value += static_cast<int>(key.size()); });

  std::printf("%ld %d %d %d\n", sum, most, all, m["two"]);
}

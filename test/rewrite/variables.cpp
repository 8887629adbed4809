// RUN: %xfork %s -- -std=c++20 > %t.cpp
// RUN: FileCheck %s --input-file=%t.cpp
// RUN: %check_run %s
// The text of loops over variables that are declared outside them.
#include <cstdio>
#include <string>
#include <vector>

std::vector<int> numbers() { return {5, 6, 7}; }

int main() {
  const int n = 40;
  int i, j;
  double t, a[40], c[40][8], row[8];
  [[fork::parallel]] for (i = 0; i < n; ++i) a[i] = 7 * i % 11;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(0, n), ::xfork::index(i), [&](int i_now) { a[i_now] = 7 * i_now % 11; });{{$}}
  std::printf("%d\n", i);
  i = 3;
  [[fork::parallel, fork::independent]] for (; i < n; i += 2) a[i] += i;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(i, n, 2), ::xfork::index(i), [&](int i_now) { a[i_now] += i_now; });{{$}}
  [[fork::parallel]] for (i = 0; i < n; ++i) { t = a[i]; for (j = 0; j < 8; ++j) c[i][j] = t + j; }
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(0, n), ::xfork::index(i), ::xfork::last_value(t), ::xfork::last_value(j), [&](int i_now, auto &t_own, auto &j_own) { t_own = a[i_now]; for (j_own = 0; j_own < 8; ++j_own) c[i_now][j_own] = t_own + j_own; });{{$}}
  std::printf("%g\n", t);
  [[fork::parallel]] for (int k = 0; k < n; ++k) { for (j = 0; j < 8; ++j) row[j] = c[k][j]; c[k][0] = row[7]; }
  // CHECK: ::xfork::for_loop(::xfork::below<int>(0, n), ::xfork::last_value(j), ::xfork::scratch(row), [&](int k, auto &j_own, auto &row_own) { for (j_own = 0; j_own < 8; ++j_own) row_own[j_own] = c[k][j_own]; c[k][0] = row_own[7]; });
  double least = 1e9;
  int where = -1;
  [[fork::parallel]] for (int k = 0; k < n; ++k) if (a[k] < least) { least = a[k]; where = k; }
  // CHECK: ::xfork::for_loop(::xfork::below<int>(0, n), ::xfork::reduction_min(least, where), [&](int k, auto &least_part, auto &where_part) { if (a[k] < least_part) { least_part = a[k]; where_part = k; } });
  bool found = false;
  [[fork::parallel]] for (double x : a) if (x > 60) found = true;
  // CHECK: ::xfork::for_each(a, ::xfork::changed_value(found), [&](double x, auto &found_own) { if (x > 60) found_own = true; });
  std::vector<int> out;
  [[fork::parallel]] for (int k = 0; k < n; ++k) if (k % 3) out.push_back(k);
  // CHECK: ::xfork::for_loop(::xfork::below<int>(0, n), ::xfork::reduction_append(out), [&](int k, auto &out_part) { if (k % 3) out_part.push_back(k); });
  long sum = 0;
  [[fork::parallel]] for (int k = 0, size = static_cast<int>(out.size()); k < size; ++k) sum += out[k];
  // CHECK: {{^}}  { int k = 0, size = static_cast<int>(out.size()); ::xfork::for_loop(::xfork::below<int>(k, size), ::xfork::reduction_plus(sum), [&](int k_now, auto &sum_part) { sum_part += out[k_now]; }); }{{$}}
  [[fork::parallel]] for (auto v = numbers(); int x : v) sum += x;
  // CHECK: {{^}}  { auto v = numbers(); ::xfork::for_each(v, ::xfork::reduction_plus(sum), [&](int x, auto &sum_part) { sum_part += x; }); }{{$}}
  [[fork::parallel]] for (i = 0; i < n; ++i)
    [[fork::parallel]] for (j = 0; j < 8; ++j) c[i][j] += i * j;
  // CHECK: {{^}}  ::xfork::for_loop(::xfork::below<int>(0, n), ::xfork::index(i), ::xfork::last_value(j), [&](int i_now, auto &j_own){{$}}
  // CHECK: {{^}}    { ::xfork::for_loop(::xfork::below<int>(0, 8), ::xfork::index(j_own), [&](int j_now) { c[i_now][j_now] += i_now * j_now; }); });{{$}}
  std::printf("%g %d %d %zu %ld %d %d %g\n", least, where, found, out.size(), sum, i, j, c[39][7]);
}

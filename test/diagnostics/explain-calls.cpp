// RUN: %xfork --explain %s -- -std=c++20 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not=remark: --implicit-check-not=error: --implicit-check-not=warning:
// Every place where the program waits for a call, and why.
#include <vector>
std::vector<int> load(int n);
int combine(const std::vector<int> &a, const std::vector<int> &b);
void fill(std::vector<int> &v, int x);
int f(int x);
int flow(int n) {
  [[fork::parallel]] auto a = load(n);
  // CHECK: :[[@LINE-1]]:22: remark: shared task 'a' [fork-explain]
  // CHECK: :[[@LINE+12]]:1: remark: waits for 'a': its block ends [fork-explain]
  [[fork::parallel]] auto b = load(n + 1);
  // CHECK: :[[@LINE-1]]:22: remark: shared task 'b' [fork-explain]
  // CHECK: :[[@LINE+5]]:3: remark: waits for 'b': it needs the value [fork-explain]
  [[fork::parallel]] auto c = combine(a, b);
  // CHECK: :[[@LINE-1]]:22: remark: shared task 'c' after 'a', 'b' [fork-explain]
  // CHECK: :[[@LINE+5]]:5: remark: waits for 'c': it needs the value [fork-explain]
  f(n);
  if (b.empty())
    return 0;
  else
    return c;
}
void touched(std::vector<int> &v) {
  [[fork::parallel]] fill(v, 3);
  // CHECK: :[[@LINE-1]]:22: remark: stack task 'fill_task' [fork-explain]
  // CHECK: :[[@LINE+2]]:3: remark: waits for 'fill_task': it touches 'v' [fork-explain]
  f(1);
  v.push_back(2);
  [[fork::parallel]] int at_once = f(3);
  // CHECK: :[[@LINE-1]]:22: remark: stack task 'at_once' [fork-explain]
  // CHECK: :[[@LINE+1]]:3: remark: waits for 'at_once': it needs the value, so that nothing overlaps the call [fork-explain]
  v[0] = at_once;
  int sum = 0;
  for (int x : v)
    [[fork::parallel]] sum += f(x);
  // CHECK: :[[@LINE-1]]:24: remark: entry of task scope 'forks', result committed in program order [fork-explain]
  // CHECK: :[[@LINE+1]]:3: remark: waits for 'forks': it touches 'sum' [fork-explain]
  v[1] = sum;
  [[fork::parallel]] f(4);
  // CHECK: :[[@LINE-1]]:22: remark: stack task 'f_task' [fork-explain]
  // CHECK: :[[@LINE+1]]:1: remark: waits for 'f_task': its block ends, so that nothing overlaps the call [fork-explain]
}
// A loop that is refused is not explained.

// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// What fork::reduce takes, and how the body must fold.
#include <functional>
#include <string>
int larger(int a, int b);
int over(int a, int b);
double over(double a, double b);
std::string add(std::string a, int b);
void run(const int *a, int n) {
  int x = 0;
  const int fixed = 0;
  std::string text;
  // CHECK-DAG: :[[@LINE+1]]:21: error: 'fork::reduce' takes an operation and variables, as in 'fork::reduce(gcd, divisor)'; an operation that is overloaded must be named with its type, or put into a lambda [fork-bad-argument]
  [[fork::parallel, fork::reduce(larger)]] for (int i = 0; i < n; ++i) x = larger(x, a[i]);
  // CHECK-DAG: :[[@LINE+1]]:21: error: 'fork::reduce' takes an operation and variables
  [[fork::parallel, fork::reduce(larger, fixed)]] for (int i = 0; i < n; ++i) x = larger(x, a[i]);
  // CHECK-DAG: :[[@LINE+1]]:21: error: 'fork::reduce' takes an operation and variables
  [[fork::parallel, fork::reduce(over, x)]] for (int i = 0; i < n; ++i) x = over(x, a[i]);
  // CHECK-DAG: :[[@LINE+1]]:21: error: 'fork::reduce' folds by 'x = larger(x, e)' or 'larger(x, e)' alone, and 'x' is used in another way [fork-bad-argument]
  [[fork::parallel, fork::reduce(larger, x)]] for (int i = 0; i < n; ++i) x = larger(a[i], x);
  // CHECK-DAG: :[[@LINE+1]]:21: error: 'fork::reduce' folds by
  [[fork::parallel, fork::reduce(larger, x)]] for (int i = 0; i < n; ++i) { x = larger(x, a[i]); if (x > 9) (void)x; }
  // CHECK-DAG: :[[@LINE+1]]:{{[0-9]+}}: error: 'fork::reduce' combines elements of the variable's own type: a part of the loop begins with its first element [fork-bad-argument]
  [[fork::parallel, fork::reduce(add, text)]] for (int i = 0; i < n; ++i) text = add(text, a[i]);
}

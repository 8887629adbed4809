// RUN: not %xfork %s -- -std=c++20 -Wno-everything -ferror-limit=0 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: not grep xfork:: %t.out
// A site that a macro produces is refused; one that uses macros is not.
int f(int);
#define FORK [[fork::parallel]]
#define DECLARATION int y = f(3)
#define CALL(x) f(x)
#define LIMIT 100
#define COUNT int i = 0; i < LIMIT; ++i
int run(int *a) {
  // CHECK: :[[@LINE+1]]:3: error: this annotated code comes from a macro, so it cannot be rewritten in place; write it out [fork-site-in-macro]
  FORK f(1);
  // CHECK: :[[@LINE+1]]:22: error: this annotated code comes from a macro
  [[fork::parallel]] DECLARATION;
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: error: this annotated code comes from a macro
  [[fork::parallel]] for (COUNT) a[i] = i;
  [[fork::parallel]] int x = CALL(2);
  [[fork::parallel]] for (int i = 0; i < LIMIT; ++i) a[i] = CALL(i);
  return x + y;
}

// RUN: not %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: error:}}' --implicit-check-not=warning:
// RUN: not grep xfork:: %t.out
// RUN: not %clang_plugin -Wno-everything -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=COMPILED --implicit-check-not=error:
// RUN: not %xforkxx --cxx=%gxx -std=c++20 -fsyntax-only %s 2>&1 | FileCheck %s --check-prefix=COMPILED --implicit-check-not=error:
// What compiles at once writes macros out; what cannot be written out without changing its meaning is refused there too.
// See docs/diagnostics/fork-site-in-macro.md
#define FOR_ALL [[fork::parallel]] for (int i = 0; i < n; ++i)
#define JOIN(a, b) a##b
#define NAME_OF(number) JOIN(name, number)
#define UNIQUE [[fork::parallel]] int NAME_OF(__COUNTER__) = g(n)
#define f(x) f((x) + 1)
#define AGAIN [[fork::parallel]] int y = f(n)
int(f)(int x);
int g(int x);
void run(int *a, int n) {
  // CHECK: :[[@LINE+1]]:3: error: this annotated code comes from a macro, so it cannot be rewritten in place; write it out [fork-site-in-macro]
  FOR_ALL a[i] = i;
  // CHECK: :[[@LINE+2]]:3: error: this annotated code comes from a macro
  // COMPILED: :[[@LINE+1]]:3: error: this annotated code comes from a macro
  UNIQUE;
  // CHECK: :[[@LINE+2]]:3: error: this annotated code comes from a macro
  // COMPILED: :[[@LINE+1]]:3: error: this annotated code comes from a macro
  AGAIN;
  // A message about what was written out is placed in the text as it is.
  // CHECK: :[[@LINE+2]]:3: error: this annotated code comes from a macro
  // COMPILED: :[[@LINE+1]]:11: error: iterations depend on each other
  FOR_ALL a[i + 1] = a[i];
}

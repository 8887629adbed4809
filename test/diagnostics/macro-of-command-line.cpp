// RUN: not %xfork %s -- -std=c++20 '-DPARALLEL=[[fork::parallel]]' 2>&1 | FileCheck %s
// An annotation that no file holds, but the command line, is refused where a file would have to be edited, and not ignored.
// What compiles at once writes it out: see test/corpus/macro_sites.cpp.
void clear(int *a, int n) {
  // CHECK: :[[@LINE+1]]:3: error: this annotated code comes from a macro, so it cannot be rewritten in place; write it out [fork-site-in-macro]
  PARALLEL for (int i = 0; i < n; ++i) a[i] = 0;
}

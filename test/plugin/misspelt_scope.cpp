// RUN: not %clang_plugin -fsyntax-only %s 2>&1 | FileCheck %s
// The only annotation of the file, in the wrong scope: found although nothing else makes the plugin look.
void clear(int *a, int n) {
  // CHECK: :[[@LINE+1]]:12: error: unknown attribute 'xfork::parallel'; did you mean 'fork::parallel'? [fork-unknown-attribute]
  [[xfork::parallel]] for (int i = 0; i < n; ++i) a[i] = 0;
}

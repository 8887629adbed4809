// RUN: rm -rf %t && split-file %s %t
// RUN: not %xfork %t/app.cpp -- -std=c++20 -isystem %t/system 2>&1 | FileCheck %s --implicit-check-not='{{[0-9]: error:}}'
// RUN: not %xfork %t/pragma.cpp -- -std=c++20 2>&1 | FileCheck %s --check-prefix=PRAGMA --implicit-check-not='{{[0-9]: error:}}'
// RUN: not %xforkxx --cxx=%gxx -c %t/pragma.cpp -o %t/pragma.o 2>&1 | FileCheck %s --check-prefix=PRAGMA
// CHECK: system/fill.h:2:5: error: this annotated code stands in a system header, which is not rewritten; include it with -I instead of -isystem, and without '#pragma GCC system_header' [fork-site-in-system-header]
// PRAGMA: own.h:3:5: error: this annotated code stands in a system header
//--- system/fill.h
inline void fill(int *a, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    a[i] = i;
}
//--- own.h
#pragma GCC system_header
inline void fill(int *a, int n) {
  [[fork::parallel]] for (int i = 0; i < n; ++i)
    a[i] = i;
}
//--- app.cpp
#include <fill.h>
[[fork::cpu_bound]] int f();
//--- pragma.cpp
#include "own.h"

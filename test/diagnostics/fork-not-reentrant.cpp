// RUN: %xfork %s -- -std=c++20 -Wno-everything >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// See docs/diagnostics/fork-not-reentrant.md
#include <cstdlib>
#include <cstring>
#include <ctime>
int roll() { return std::rand() % 6; }
char *first_word(char *line) { return strtok(line, " "); }
void run(int *a, char **lines, std::tm *times, int n) {
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'rand' keeps state that all iterations would share; use a generator of <random> that is declared in the loop and seeded by the index [fork-not-reentrant]
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = rand();
  // Through a callee: the call is named, and the place.
  // CHECK: :[[@LINE+2]]:{{[0-9]+}}: warning: 'rand' keeps state
  // CHECK: :7:{{[0-9]+}}: note: it is called here
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = roll();
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'localtime' keeps state that all iterations would share; use 'localtime_r' [fork-not-reentrant]
  [[fork::parallel]] for (int i = 0; i < n; ++i) { std::time_t t = i; times[i] = *std::localtime(&t); }
  // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: 'unsetenv' keeps state that all iterations would share; use a variable of your own
  [[fork::parallel]] for (int i = 0; i < n; ++i) a[i] = unsetenv("TZ");
  [[fork::parallel, fork::independent]] for (int i = 0; i < n; ++i) a[i] = rand();
  [[fork::parallel]] for (int i = 0; i < n; ++i) { std::time_t t = i; localtime_r(&t, &times[i]); }
}

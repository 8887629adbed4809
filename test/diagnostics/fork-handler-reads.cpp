// RUN: %xfork %s -- -std=c++20 >%t.out 2>%t.err
// RUN: FileCheck %s --input-file=%t.err --implicit-check-not='{{[0-9]: (error|warning):}}'
// RUN: grep xfork::stack_task %t.out
// RUN: not %xfork %s -- -std=c++20 -Werror=fork-handler-reads 2>&1 | FileCheck %s --check-prefix=ERROR
// ERROR: error: if this call throws, 'stage' may have been changed by statements behind it
// See docs/diagnostics/fork-handler-reads.md
#include <string>
#include <vector>

int load(int x);
int safe(int x) noexcept;
void fill(std::vector<int> &v, int x);
void report(int stage);
void report(const std::string &text);

int changed_behind(int x) {
  int stage = 0, other = 0;
  try {
    stage = 1;
    // CHECK: :[[@LINE+3]]:28: warning: if this call throws, 'stage' may have been changed by statements behind it when the handler reads it; if that is fine, add 'fork::independent' [fork-handler-reads]
    // CHECK: :[[@LINE+3]]:5: note: it is changed here
    // CHECK: :[[@LINE+7]]:12: note: it is read here
    [[fork::parallel]] int a = load(x);
    stage = 2;
    other = load(x + 1);
    return a + other;
  } catch (...) {
    other = 0; // not read before
    report(stage);
  }
  return other;
}

std::string appended(int x) {
  std::string log;
  try {
    try {
      // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: if this call throws, 'log' may have been changed
      [[fork::parallel]] int a = load(x);
      log += "loaded";
      if (load(x + 1) != a)
        log += "differently";
    } catch (const std::string &) {
      throw;
    }
  } catch (...) {
    report(log);
  }
  return log;
}

void in_loop(std::vector<int> &v, int n) {
  int done = 0;
  try {
    for (int i = 0; i < n; ++i) {
      // CHECK: :[[@LINE+1]]:{{[0-9]+}}: warning: if this call throws, 'done' may have been changed
      [[fork::parallel]] v.push_back(load(i));
      ++done;
    }
  } catch (...) {
    report(done);
  }
}

// Nothing has been changed by then, or nobody looks, or it is said to be fine.
int silent(std::vector<int> v, int x) {
  int stage = 0, unseen = 0, sum = 0;
  try {
    stage = 1;
    [[fork::parallel]] int a = load(x);
    ++unseen;
    int b = load(x + 1);
    sum = a + b;
    stage = 2; // a has been needed by then
    [[fork::parallel, fork::independent]] int c = load(x);
    stage = 3;
    int d = load(x + 1);
    sum += c + d;
    [[fork::parallel]] int e = safe(x);
    stage = 4;
    int f = load(x + 1);
    return e + f + sum;
  } catch (...) {
    report(stage);
  }
  return unseen;
}

// What is put in place in program order is not there yet.
void committed(int n) {
  int sum = 0, count = 0;
  try {
    for (int i = 0; i < n; ++i)
      [[fork::parallel]] sum += load(i);
    [[fork::parallel]] count = load(n);
    load(n + 1);
  } catch (...) {
    report(sum + count);
  }
}

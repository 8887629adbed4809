// A process that dies: where, as the serial program has it.
// RUN: %xforkxx -std=c++20 -O1 -g -fno-omit-frame-pointer -fno-optimize-sibling-calls %s -o %t.clang
// RUN: %xforkxx --cxx=%gxx -std=c++20 -O1 -g -fno-omit-frame-pointer -fno-optimize-sibling-calls %s -o %t.gxx
// RUN: %t.clang 2>/dev/null | FileCheck %s
// RUN: %t.gxx 2>/dev/null | FileCheck %s
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <unistd.h>
#include <vector>
#include <xfork/process.hpp>
#include <xfork/traceback.hpp>

[[gnu::noinline]] int reads(const volatile int *p) {
  return *p + 1; // reads
}

[[gnu::noinline]] int segfault(int x) {
  return reads(nullptr) + x; // segfault
}

[[gnu::noinline]] int aborts(int x) {
  if (x > 0)
    std::abort(); // aborts
  return x;
}

[[gnu::noinline]] int divides(int x) {
  volatile int zero = 0;
  return x / zero; // divides
}

[[gnu::noinline]] int exits(int x) {
  if (x > 0)
    ::_exit(3);
  return x;
}

[[gnu::noinline]] int recurses(volatile int *p, int n) {
  volatile int room[256];
  room[n % 256] = *p;
  return recurses(room, n + 1) + room[(n + 1) % 256]; // recurses
}

[[gnu::noinline]] int overflows(int x) {
  volatile int start = x;
  return recurses(&start, 0) + 1;
}

[[gnu::noinline]] int threads(int x) {
  [[fork::parallel]] int a = aborts(x); // threads
  int b = aborts(0);
  return a + b;
}

template <class F> int attempt(const char *label, F f) {
  std::cout << label << std::endl;
  try {
    return f(1);
  } catch (const xfork::process_died &death) {
    std::cout << death.signal_name() << ' ' << death.exit_code() << '\n';
    std::size_t line = 0;
    for (const auto &frame : xfork::traceback::current())
      if (++line < 6)
        std::cout << "  " << frame.function << ':' << frame.line << '\n';
      else if (line == 6)
        std::cout << "  and more\n";
    return 0;
  }
}

int in_process(int x) {
  [[fork::process]] int a = segfault(x); // in_process
  int b = 1;
  return a + b;
}

int in_lazy_process(int x) {
  return xfork::process(aborts, x).get();
}

int main() {
  int sum = attempt("call", [](int x) { return in_process(x); });
  sum += attempt("abort", [](int x) {
    [[fork::process]] int a = aborts(x);
    int b = x;
    return a + b;
  });
  sum += attempt("division", [](int x) {
    [[fork::process]] int a = divides(x);
    int b = x;
    return a + b;
  });
  sum += attempt("exit", [](int x) {
    [[fork::process]] int a = exits(x);
    int b = x;
    return a + b;
  });
  sum += attempt("loop", [](int x) {
    std::vector<int> values{0, 0, x, 0};
    [[fork::process]] for (int &value : values) value = aborts(value);
    return 1;
  });
  sum += attempt("overflow", [](int x) {
    [[fork::process]] int a = overflows(x);
    int b = x;
    return a + b;
  });
  sum += attempt("threads", [](int x) {
    [[fork::process]] int a = threads(x);
    int b = x;
    return a + b;
  });
  sum += attempt("lazy", in_lazy_process);
  return sum;
}

// CHECK-LABEL: call
// CHECK-NEXT: SIGSEGV -1
// CHECK-NEXT:   main:83
// CHECK-NEXT:   attempt<main::{lambda}>:59
// CHECK-NEXT:   main::{lambda}:83
// CHECK-NEXT:   in_process:73
// CHECK-NEXT:   segfault:19
// CHECK-NEXT:   and more
// CHECK-LABEL: abort
// CHECK-NEXT: SIGABRT -1
// CHECK-NEXT:   main:
// CHECK-NEXT:   attempt<main::{lambda}>:59
// CHECK-NEXT:   main::{lambda}:85
// CHECK-NEXT:   aborts:24
// CHECK-NEXT:   abort:0
// CHECK-LABEL: division
// CHECK-NEXT: SIGFPE -1
// CHECK-NEXT:   main:
// CHECK-NEXT:   attempt<main::{lambda}>:59
// CHECK-NEXT:   main::{lambda}:90
// CHECK-NEXT:   divides:30
// CHECK-LABEL: exit
// CHECK-NEXT: {{^}} 3
// CHECK-NEXT:   main:
// CHECK-NEXT:   attempt<main::{lambda}>:59
// CHECK-NEXT:   main::{lambda}:9
// CHECK-LABEL: loop
// CHECK-NEXT: SIGABRT -1
// CHECK-NEXT:   main:
// CHECK-NEXT:   attempt<main::{lambda}>:59
// CHECK-NEXT:   main::{lambda}:101
// CHECK-NEXT:   aborts:24
// CHECK-NEXT:   abort:0
// CHECK-LABEL: overflow
// CHECK-NEXT: SIGSEGV -1
// CHECK-NEXT:   recurses:42
// CHECK-NEXT:   recurses:42
// CHECK-LABEL: threads
// CHECK-NEXT: SIGABRT -1
// CHECK-NEXT:   main:
// CHECK-NEXT:   attempt<main::{lambda}>:59
// CHECK-NEXT:   main::{lambda}:110
// CHECK-NEXT:   threads:51
// CHECK-NEXT:   aborts:24
// CHECK-LABEL: lazy
// CHECK-NEXT: SIGABRT -1
// CHECK-NEXT:   main:114
// CHECK-NEXT:   attempt<int (*)(int)>:59
// CHECK-NEXT:   in_lazy_process:79
// CHECK-NEXT:   aborts:24

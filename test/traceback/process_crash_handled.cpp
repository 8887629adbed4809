// A process that crashes where the program has handlers of its own: they run as ever, and the calls are known all the same.
// RUN: %xforkxx -std=c++20 -O1 -g -fno-omit-frame-pointer -fno-optimize-sibling-calls %s -o %t.clang
// RUN: %xforkxx --cxx=%gxx -std=c++20 -O1 -g -fno-omit-frame-pointer -fno-optimize-sibling-calls %s -o %t.gxx
// RUN: %t.clang 2>/dev/null | FileCheck %s
// RUN: %t.gxx 2>/dev/null | FileCheck %s
#include <csetjmp>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <unistd.h>
#include <xfork/process.hpp>
#include <xfork/traceback.hpp>

sigjmp_buf before;

void ends(int) { _exit(4); }
void returns(int) {}
void recovers(int, siginfo_t *, void *) { siglongjmp(before, 1); }
void gives_up(int signal) {
  std::signal(signal, SIG_DFL);
  raise(signal);
}

[[gnu::noinline]] int reads(const volatile int *p) {
  return *p + 1; // reads
}

[[gnu::noinline]] int aborts(int x) {
  if (x > 0)
    std::abort(); // aborts
  return x;
}

[[gnu::noinline]] int recovers_and_aborts(int x) {
  if (sigsetjmp(before, 1) == 0)
    return reads(nullptr);
  return aborts(x); // again
}

[[gnu::noinline]] int recovers_and_exits(int x) {
  if (sigsetjmp(before, 1) == 0)
    return reads(nullptr);
  return x;
}

int call_reads(const volatile int *p) {
  [[fork::process]] int a = reads(p);
  int b = 1;
  return a + b;
}

int call(int (*function)(int)) {
  [[fork::process]] int a = function(1);
  int b = 1;
  return a + b;
}

template <class Handler, class F> void attempt(const char *label, int signal, Handler handler, F f) {
  std::cout << label << std::endl;
  struct sigaction action {};
  if constexpr (std::is_invocable_v<Handler, int>)
    action.sa_handler = handler;
  else
    action.sa_sigaction = handler, action.sa_flags = SA_SIGINFO;
  struct sigaction old {};
  sigaction(signal, &action, &old);
  try {
    const int value = f();
    std::cout << "value " << value << '\n';
  } catch (const xfork::process_died &death) {
    std::cout << death.signal_name() << ' ' << death.exit_code() << '\n';
    for (const auto &frame : xfork::traceback::current())
      std::cout << "  " << frame.function << ':' << frame.line << '\n';
  }
  sigaction(signal, &old, nullptr);
}

int main() {
  attempt("ends", SIGSEGV, ends, [] { return call_reads(nullptr); });
  attempt("gives up", SIGSEGV, gives_up, [] { return call_reads(nullptr); });
  attempt("returns", SIGABRT, returns, [] { return call(aborts); });
  attempt("recovers", SIGSEGV, recovers, [] { return call(recovers_and_exits); });
  attempt("recovers and aborts", SIGSEGV, recovers, [] { return call(recovers_and_aborts); });
}

// CHECK-LABEL: ends
// CHECK-NEXT: {{^}} 4
// CHECK:        call_reads:
// CHECK-NEXT:   reads:25
// CHECK-LABEL: gives up
// CHECK-NEXT: SIGSEGV -1
// CHECK:        call_reads:
// CHECK-NEXT:   reads:25
// CHECK-LABEL: returns
// CHECK-NEXT: SIGABRT -1
// CHECK:        aborts:30
// CHECK-NEXT:   abort:0
// CHECK-LABEL: recovers
// CHECK-NEXT: value 2
// CHECK-LABEL: recovers and aborts
// CHECK-NEXT: SIGABRT -1
// CHECK:        recovers_and_aborts:37
// CHECK-NEXT:   aborts:30
// CHECK-NEXT:   abort:0

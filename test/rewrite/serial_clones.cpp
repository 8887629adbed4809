// Recursive functions get a serial clone where the compiler optimises; what could be told from one function gets none.
// RUN: %xfork --serial-clones %s -- -std=c++20 -O1 | FileCheck --strict-whitespace --match-full-lines %s
// RUN: %xfork --serial-clones --dump=plan %s -- -std=c++20 -O1 | FileCheck --check-prefix=PLAN %s
// RUN: %xfork %s -- -std=c++20 -O1 | FileCheck --check-prefix=NONE %s
// RUN: %xfork --serial-clones %s -- -std=c++20 | FileCheck --check-prefix=NONE %s
// NONE-NOT: {{^ *(static|template).*fork_mode}}

// PLAN: [[@LINE+1]]:{{.*}}serial clone of 'fib', 3 level(s) inlined between polls
static long fib(int n) {
  if (n < 2)
    return n;
  [[fork::parallel]] long a = fib(n - 1);
  long b = fib(n - 2);
  return a + b;
}
// CHECK:static long fib(int n); __attribute__((noinline)) static long fib_serial(int n); template <class fork_mode> __attribute__((always_inline)) inline static long fib_call(int n); template <class fork_mode> __attribute__((always_inline)) inline static long fib_clone(int n) try {
// CHECK-NEXT:  if (n < 2)
// CHECK-NEXT:    return n;
// CHECK-NEXT:  auto a = fork_mode::stack_task([n] { return fib_call<fork_mode>(n - 1); });
// CHECK-NEXT:  long b = fib_call<fork_mode>(n - 2);
// CHECK-NEXT:  return a.get() + b;
// CHECK-NEXT:} catch (::xfork::any_exception &) { ::xfork::rethrow_first(); } template <class fork_mode> {{.*}} static long fib(int n) { if (::xfork::may_go_serial()) return fib_serial(static_cast<decltype(n) &&>(n)); return fib_clone<::xfork::parallel_mode>(static_cast<decltype(n) &&>(n)); }

struct node {
  node *left = nullptr, *right = nullptr;
  // PLAN: [[@LINE+1]]:{{.*}}serial clone of 'count'
  int count() const {
    if (!left)
      return 1;
    [[fork::parallel]] int l = left->count();
    int r = right->count();
    return l + r;
  }
  // CHECK:  template <class fork_mode> __attribute__((always_inline)) inline int count_clone() const try {
  // CHECK:    auto l = fork_mode::stack_task([&] { return left->template count_call<fork_mode>(); });
  // CHECK:    int r = right->template count_call<fork_mode>();
};

// PLAN-NOT: serial clone
static int counted(int n) {
  static const int base = 1;
  if (n == 0)
    return base;
  [[fork::parallel]] int a = counted(n - 1);
  int b = counted(n / 2);
  return a + b;
}

static int named(int n) {
  if (n == 0)
    return __func__[0];
  [[fork::parallel]] int a = named(n - 1);
  int b = named(n / 2);
  return a + b;
}

struct base {
  virtual ~base() = default;
  virtual int walk(int n) {
    if (n == 0)
      return 1;
    [[fork::parallel]] int a = walk(n - 1);
    int b = walk(n / 2);
    return a + b;
  }
};

template <class T> T folded(T n) {
  if (n < 2)
    return n;
  [[fork::parallel]] T a = folded<T>(n - 1);
  T b = folded<T>(n - 2);
  return a + b;
}

static int with_default(int n, int more = 1) {
  if (n == 0)
    return more;
  [[fork::parallel]] int a = with_default(n - 1);
  int b = with_default(n / 2);
  return a + b;
}

static int not_recursive(int n) {
  [[fork::parallel]] int a = counted(n);
  int b = named(n);
  return a + b;
}

int main() {
  base b;
  return static_cast<int>(fib(3)) + node().count() + b.walk(3) + folded(3) + with_default(3) + not_recursive(3);
}

// Tasks in static destructors and atexit handlers, after main() and with workers asleep: right results, no hang.
#include <xfork/xfork.hpp>

#include <cstdlib>

namespace {

long fib(int n) {
  if (n < 2)
    return n;
  auto x = xfork::stack_task([n] { return fib(n - 1); });
  long y = fib(n - 2);
  return x.get() + y;
}

void check() {
  if (fib(18) != 2584 || xfork::fork(fib, 10).get() != 55)
    std::_Exit(1);
}

struct forks_at_exit {
  ~forks_at_exit() { check(); }
} object;

xfork::lazy<long> left_over; // its last handle goes at exit

} // namespace

int main() {
  check();
  left_over = xfork::fork(fib, 20);
  std::atexit(&check);
}

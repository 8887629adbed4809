// usage: forks loop|stack_task|scope|lazy DEPTH COUNT
// Forks COUNT times, DEPTH calls deep; traceback_cost.py counts the instructions.
#include "../deep_lazy_values/recursion.hpp"

#include <cstdlib>
#include <string>
#include <xfork/xfork.hpp>

int main(int, char **arguments) {
  const std::string what = arguments[1];
  const int depth = std::atoi(arguments[2]), count = std::atoi(arguments[3]);
  const volatile long done = deep(depth, [&] {
    long sum = 0;
    if (what == "loop")
      for (int i = 0; i < count; ++i)
        xfork::for_loop(xfork::below(0, 4), [&](int k) { sum += k; });
    else if (what == "stack_task")
      for (int i = 0; i < count; ++i)
        sum += xfork::stack_task([i] { return i; }).get();
    else if (what == "scope") {
      xfork::task_scope forks;
      for (int i = 0; i < count; ++i)
        forks.fork([i] { return i; }, [&](int result) { sum += result; });
    } else
      for (int i = 0; i < count; ++i)
        sum += xfork::fork([i] { return i; }).get();
    return sum;
  });
  return done < 0;
}

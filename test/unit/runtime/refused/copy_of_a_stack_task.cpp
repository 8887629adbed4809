// expected: deleted
#include <xfork/xfork.hpp>

void use() {
  auto task = xfork::stack_task([] { return 1; });
  auto copy = task;
}

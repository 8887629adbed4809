// expected: deleted
#include <xfork/xfork.hpp>

void use() {
  xfork::task_scope forks;
  auto copy = forks;
}

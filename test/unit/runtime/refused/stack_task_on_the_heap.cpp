// expected: deleted
#include <xfork/xfork.hpp>

using task = decltype(xfork::stack_task([] { return 1; }));
auto *use() { return new task([] { return 1; }); } // joined in the order of their blocks, so they live there

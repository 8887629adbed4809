// expected: no matching function|no match for
#include <xfork/xfork.hpp>

void use() { static_cast<void>(xfork::fork([](int n) { return n; }, "three", 4)); }

// expected: xfork::map needs a range
#include <xfork/map.hpp>

void use() { static_cast<void>(xfork::map([](int n) { return n; })); }

// expected: xfork::block_map needs a range
#include <xfork/map.hpp>

void use() { xfork::block_map([](int n) { return n; }); }

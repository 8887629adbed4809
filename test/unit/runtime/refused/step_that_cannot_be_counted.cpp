// expected: xfork: a parallel loop.s step must be of an integral type
#include <xfork/xfork.hpp>

void use() { xfork::for_loop(xfork::below(0, 9, 0.5), [](int) {}); }

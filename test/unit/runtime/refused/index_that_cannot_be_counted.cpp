// expected: xfork: a parallel loop.s index must be of an integral type
#include <xfork/xfork.hpp>

void use() { xfork::for_loop(xfork::below(0.0, 1.0), [](double) {}); }

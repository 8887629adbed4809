// expected: xfork: a grain is a number of iterations
#include <xfork/xfork.hpp>

void use() { xfork::for_loop(xfork::below(0, 9), xfork::grain(0.5), [](int) {}); }

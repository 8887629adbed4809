// expected: no matching function
#include <xfork/xfork.hpp>

void use(xfork::lazy<int> a) { xfork::await_all(a, 1); }

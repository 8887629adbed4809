// expected: no matching function
#include <xfork/xfork.hpp>

int use(xfork::lazy<int> a) { return xfork::await(a, 5); } // 5 what?

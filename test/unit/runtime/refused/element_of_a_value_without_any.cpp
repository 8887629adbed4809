// expected: no viable overloaded|no match for
#include <xfork/xfork.hpp>

int use(xfork::lazy<int> a) { return a[0]; }

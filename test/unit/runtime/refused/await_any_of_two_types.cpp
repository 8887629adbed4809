// expected: xfork::await_any returns those that are ready, so they must be of one type
#include <xfork/map.hpp>

void use(xfork::lazy<int> a, xfork::lazy<long> b) { static_cast<void>(xfork::await_any(a, b)); }

// expected: invalid operands|no match for
#include <xfork/xfork.hpp>

void use(xfork::lazy<void> a) { static_cast<void>(a + 1); }

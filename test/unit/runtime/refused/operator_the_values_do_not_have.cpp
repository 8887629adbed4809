// expected: invalid operands|no match for
#include <xfork/xfork.hpp>

struct opaque {};
void use(xfork::lazy<opaque> a) { static_cast<void>(a + 1); }

// expected: invalid operands|no match for
#include <xfork/xfork.hpp>

struct opaque {};
bool use(xfork::lazy<opaque> a, xfork::lazy<opaque> b) { return a == b; }

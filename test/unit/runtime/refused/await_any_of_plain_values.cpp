// expected: no matching function
#include <xfork/map.hpp>
#include <vector>

void use(std::vector<int> values) { static_cast<void>(xfork::await_any(values)); }

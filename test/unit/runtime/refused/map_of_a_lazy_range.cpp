// expected: no matching function|no member named|does not name|no type named|error
#include <vector>
#include <xfork/map.hpp>

void use(xfork::lazy<std::vector<int>> values) { static_cast<void>(xfork::map([](int n) { return n; }, values, 5)); }

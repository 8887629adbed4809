// expected: no viable conversion|could not convert
#include <xfork/xfork.hpp>

#include <memory>

std::unique_ptr<int> use(const xfork::lazy<std::unique_ptr<int>> &a) { return a; }

#include <iostream>
#include <stdexcept>
#include <xfork/xfork.hpp>
inline void plain_code() {}
//--- block `#include <xfork/traceback.hpp>`
const auto run = [] { throw std::runtime_error("as expected"); };
